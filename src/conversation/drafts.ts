/** What waits for a choice or a confirmation: kept on disk, taken up by a button. */
import { z } from 'zod';
import { findPersonalData } from '../domain/personal-data.ts';
import { findDraft, removeDraft, saveDraft } from '../store/exchanges.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { answer, button, buttons, sentence, text } from './answers.ts';
import type { Answer, Request } from './exchange.ts';
import type { Command, Understanding } from './grammar/command.ts';
import { refusalSentence } from './refusal-sentences.ts';
import type { Turn } from './turn.ts';

const choicesDraft = 'choices';
const contactsDraft = 'contacts';

/** «Vouliez-vous dire… ?»: each choice is a button, and nothing is done before one is pressed. */
export async function askWhich(
  turn: Turn,
  ask: Extract<Understanding, { kind: 'ask' }>,
): Promise<Answer> {
  const commands = ask.choices.map((choice) => choice.command);
  const unsafe = refuseNumbers(commands);
  if (unsafe) return unsafe;
  const draft = await keep(turn, choicesDraft, commands);
  const choices = ask.choices.slice(0, maxChoices);
  return answer({
    summary: `${ask.question} ${choices.map((choice) => choice.label).join(' ; ')}`,
    blocks: [
      text(ask.question),
      buttons(
        ...choices.map(({ label }, index) =>
          button(label, { do: 'resume', draft, choice: String(index) }),
        ),
      ),
    ],
  });
}

const maxChoices = 8;

/** Characters of all the fields of the longest form, filled to the last, with room to spare. */
const mostWaiting = 60_000;

/**
 * Contact data in a text: saved only if the person says that it is professional (SPEC §9).
 * @param command what the words were read as, for what can be corrected in a form
 */
export async function contactQuestion(
  turn: Turn,
  refusal: Extract<Refusal, { kind: 'contactData' }>,
  command?: Command,
): Promise<Answer> {
  const waiting: Request | Command = turn.chosen ?? command ?? turn.inbound.request;
  const unsafe = refuseNumbers(waiting);
  if (unsafe) return unsafe;
  if (JSON.stringify(waiting).length > mostWaiting)
    return sentence(refusalSentence({ kind: 'invalid', field: '', why: 'tooLong' }));
  const draft = await keep(turn, contactsDraft, waiting);
  const summary = `Ce texte contient des coordonnées (${refusal.found}). Rien n’est encore enregistré.`;
  return answer({
    summary,
    blocks: [
      text(summary, '\nEnregistrer quand même (coordonnées professionnelles) ?'),
      buttons(
        button('Enregistrer quand même', { do: 'resume', draft, choice: 'confirm' }, 'primary'),
        hasForm(waiting)
          ? button('Corriger le texte', { do: 'resume', draft, choice: 'correct' })
          : undefined,
        button('Ne pas enregistrer', { do: 'resume', draft, choice: 'drop' }),
      ),
    ],
  });
}

/** Of what was sent by a form, or can be: the text is corrected there. */
function hasForm(waiting: Request | Command): boolean {
  return 'name' in waiting ? waiting.name === 'update' : waiting.kind === 'submit';
}

/** What waits is on disk too: the number of a person helped is refused before, whatever its field. */
function refuseNumbers(content: unknown): Answer | undefined {
  for (const words of textsIn(content)) {
    const finding = findPersonalData(words);
    if (finding.kind === 'refuse')
      return sentence(refusalSentence({ kind: 'personalData', field: '', what: finding.what }));
  }
  return undefined;
}

function textsIn(content: unknown): readonly string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap(textsIn);
}

async function keep(turn: Turn, kind: string, content: unknown): Promise<string> {
  const id = turn.newId();
  await saveDraft(turn.db, {
    id,
    personId: turn.person.id,
    kind,
    content: JSON.stringify(content),
    file: null,
    createdAt: turn.now,
  });
  turn.outcome.saved = true;
  turn.outcome.asked = true;
  return id;
}

export type Resumed =
  | { readonly kind: 'command'; readonly command: Command; readonly contactsConfirmed: boolean }
  | { readonly kind: 'request'; readonly request: Request }
  /** To be corrected in its form; it goes on waiting. */
  | { readonly kind: 'correct'; readonly waiting: Request | Command }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'gone' };

/** Takes a draft up once: a second press finds it gone. */
export async function takeDraft(turn: Turn, id: string, choice: string): Promise<Resumed> {
  const draft = await findDraft(turn.db, id, turn.person.id);
  if (!draft) return { kind: 'gone' };
  if (draft.kind === contactsDraft) {
    const waiting = JSON.parse(draft.content) as Request | Command;
    if (choice === 'correct') return { kind: 'correct', waiting };
    turn.outcome.saved = true;
    await removeDraft(turn.db, id);
    if (choice !== 'confirm') return { kind: 'dropped' };
    return 'name' in waiting
      ? { kind: 'command', command: waiting, contactsConfirmed: true }
      : { kind: 'request', request: waiting };
  }
  turn.outcome.saved = true;
  if (draft.kind !== choicesDraft) return { kind: 'gone' };
  const commands = z.array(z.unknown()).parse(JSON.parse(draft.content));
  const command = commands[Number(choice)];
  if (command === undefined) return { kind: 'gone' };
  await removeDraft(turn.db, id);
  return { kind: 'command', command: command as Command, contactsConfirmed: false };
}
