/** Raising an alert by the form; taking, answering, closing and withdrawing one. */
import type { AlertDeed } from '../../domain/alert.ts';
import { may, relationsOf } from '../../domain/rights.ts';
import { type AlertTurn, findAlert } from '../../store/alerts.ts';
import { readTexts } from '../../store/texts.ts';
import { raiseAlert } from '../../use-cases/alerts/raise-alert.ts';
import { turnAlert } from '../../use-cases/alerts/turn-alert.ts';
import { maxTextLength } from '../../use-cases/keep-text.ts';
import { alertSubject, alertTurnWords } from '../alerts/alert-card.ts';
import { button, say, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import { territoryLabel } from '../labels.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { ownActions, type Turn } from '../turn.ts';
import { type AboutAlert, aboutOf, raisedCard, shownAlert } from './alert-answers.ts';
import { one } from './form-values.ts';
import { type NameRead, nameField, readName } from './name-field.ts';

type Params = Readonly<Record<string, string>>;

const keepOut = 'Aucune donnée sur une personne accompagnée : ni nom, ni numéro.';

export function alertForm(
  turn: Turn,
  known: { readonly about?: AboutAlert | undefined; readonly text?: string | undefined },
): Answer {
  const about = known.about && `${known.about.kind}:${known.about.code}`;
  const choices = subjects(turn);
  if (choices.length === 0)
    return sentence(
      'Ce pacte n’a encore ni action ni groupe de travail : une difficulté se signale à propos de l’un ou de l’autre.',
      button('Annuaire', say('qui')),
    );
  const chosen = choices.find(({ value }) => value === about);
  return {
    kind: 'form',
    form: {
      name: 'alert',
      title: 'Signaler une difficulté',
      submit: 'Signaler',
      fields: [
        { kind: 'note', text: 'La chargée de mission la reçoit, et vous répond ici.' },
        ...nameField(
          {
            ...{ name: 'about', label: 'À propos de', required: true },
            typed: 'Nom ou code de l’action, du groupe ou du territoire.',
          },
          choices,
          chosen?.value,
        ),
        {
          ...{ kind: 'text', name: 'text', label: 'La difficulté', required: true },
          ...{ multiline: true, maxLength: maxTextLength, hint: keepOut },
          ...(known.text && { value: known.text }),
        },
      ],
      state: {},
    },
  };
}

/** What a button says the alert is about. */
export function aboutParams({ action, group, territory }: Params) {
  return { about: aboutOf({ action, group, territory }) };
}

/** One's own actions, groups and territories first; everybody's when there are none. */
function subjects({ names, actor, pact, ...turn }: Turn): readonly Choice[] {
  const own = new Set(ownActions({ names, actor, ...turn }));
  const groups = [...names.groupsById.values()];
  const territories = pact.definition.territories.filter(({ retiredOn }) => !retiredOn);
  const held = (territory: string) =>
    may(
      'readAlert',
      relationsOf(actor.mandates, {
        groupId: undefined,
        territories: [territory],
        structures: [],
      }),
    );
  const ofGroups = new Set(
    [...names.actionsByCode.values()].flatMap(({ code, groupId }) =>
      own.has(code) ? [groupId] : [],
    ),
  );
  return [
    ...[...names.actionsByCode.values()]
      .filter(({ code }) => own.size === 0 || own.has(code))
      .map(({ code, title }) => ({ value: `action:${code}`, label: `${code} - ${title}` })),
    ...groups
      .filter(({ id }) => ofGroups.size === 0 || ofGroups.has(id))
      .map(({ code, title }) => ({ value: `group:${code}`, label: `Groupe ${code} - ${title}` })),
    ...territories
      .filter(({ code }) => held(code))
      .map(({ code }) => ({
        value: `territory:${code}`,
        label: `Territoire ${territoryLabel(names, code)}`,
      })),
  ];
}

function readSubject(turn: Turn, typed: string): NameRead {
  if (typed === '') return { ok: false, sentence: 'Choisissez dans la liste.' };
  return readName(typed, subjects(turn), (words) =>
    (['action', 'group', 'territory'] as const).flatMap((kind) =>
      findNames(words, turn.names.vocabulary, kind).map((code) => `${kind}:${code}`),
    ),
  );
}

export async function submitAlert(turn: Turn, _state: Params, values: FormValues): Promise<Answer> {
  const typed = one(values.about) ?? '';
  // What a button or an older list named stays as it is: who may speak of it is checked below.
  const read = /^(?:action|group|territory):/u.test(typed) ? undefined : readSubject(turn, typed);
  if (read && !read.ok) return { kind: 'fieldErrors', errors: { about: read.sentence } };
  const [kind, code] = (read?.value ?? typed).split(':');
  const words = one(values.text) ?? '';
  if ((kind !== 'action' && kind !== 'group' && kind !== 'territory') || !code)
    return { kind: 'fieldErrors', errors: { about: 'Choisissez dans la liste.' } };
  const { contactsConfirmed } = turn;
  const result = await raiseAlert(turn, { about: { kind, code }, text: words, contactsConfirmed });
  if (result.ok) return raisedCard(turn, result.value, words);
  const { refusal } = result;
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  if (refusal.kind === 'notAllowed') return refusalAnswer(turn, refusal);
  return { kind: 'fieldErrors', errors: { text: refusalSentence(refusal) } };
}

type WordsDeed = Extract<AlertDeed, 'answered' | 'closed'>;

const wordsForms = {
  answered: {
    ...{ name: 'answerAlert', title: 'Répondre à l’alerte', submit: 'Répondre' },
    ...{ label: 'Votre réponse', required: true, done: 'Votre réponse est envoyée' },
  },
  closed: {
    ...{ name: 'closeAlert', title: 'Clore l’alerte', submit: 'Clore' },
    ...{ label: 'Un mot pour son auteur ou son autrice', required: false },
    done: 'L’alerte est close',
  },
} as const;

export function answerAlertForm(turn: Turn, params: Params): Promise<Answer> {
  return wordsForm(turn, params.alert ?? '', 'answered');
}

export function closeAlertForm(turn: Turn, params: Params): Promise<Answer> {
  return wordsForm(turn, params.alert ?? '', 'closed');
}

/** @param again what was typed in a former one, and what a colleague did meanwhile */
async function wordsForm(
  turn: Turn,
  code: string,
  deed: WordsDeed,
  again?: { readonly text: string | undefined; readonly unseen: AlertTurn },
): Promise<Answer> {
  const alert = await findAlert(turn.db, { code });
  if (!alert) return refusalAnswer(turn, { kind: 'notFound', what: 'alert', id: code });
  const { name, title, submit, label, required } = wordsForms[deed];
  const subject = `Alerte ${code} : ${alertSubject(turn.names, alert)}`;
  return {
    kind: 'form',
    form: {
      ...{ name, title, submit },
      fields: [
        { kind: 'note', text: subject },
        ...(again ? [{ kind: 'note' as const, text: await meanwhile(turn, again.unseen) }] : []),
        {
          ...{ kind: 'text', name: 'text', label, required },
          ...{ multiline: true, maxLength: maxTextLength, hint: keepOut },
          ...(again?.text !== undefined && { value: again.text }),
        },
      ],
      state: { alert: code, seen: String(alert.turns) },
    },
  };
}

/** The most of a colleague's words that is shown above one's own. */
const mostRepeated = 600;

async function meanwhile(turn: Turn, { textId, ...unseen }: AlertTurn): Promise<string> {
  const texts = textId === null ? undefined : await readTexts(turn.db, [textId]);
  const words = texts?.get(textId ?? '');
  const shown =
    words && words.length > mostRepeated ? `${words.slice(0, mostRepeated).trimEnd()}…` : words;
  const done = alertTurnWords(turn.names, { ...unseen, textId }, turn.today);
  return `${done}, depuis que vous avez ouvert ce formulaire${shown ? ` : « ${shown} »` : '.'}\nRien de vous n’est parti. Relisez, puis envoyez si c’est encore utile.`;
}

export function submitAnswerAlert(turn: Turn, state: Params, values: FormValues): Promise<Answer> {
  return submitWords(turn, state, values, 'answered');
}

export function submitCloseAlert(turn: Turn, state: Params, values: FormValues): Promise<Answer> {
  return submitWords(turn, state, values, 'closed');
}

async function submitWords(
  turn: Turn,
  { alert = '', seen }: Params,
  values: FormValues,
  deed: WordsDeed,
): Promise<Answer> {
  const text = one(values.text);
  const result = await turnAlert(turn, {
    ...{ alert, deed },
    ...(text !== undefined && { text }),
    ...(seen !== undefined && { seen: Number(seen) }),
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) {
    const { refusal } = result;
    if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
    if (refusal.kind === 'alertMoved')
      return wordsForm(turn, alert, deed, { text, unseen: refusal.unseen });
    if (refusal.kind === 'alertState' || refusal.kind === 'notAllowed')
      return refusalAnswer(turn, refusal);
    return { kind: 'fieldErrors', errors: { text: refusalSentence(refusal) } };
  }
  turn.outcome.saved = true;
  return { kind: 'card', card: await shownAlert(turn, result.value, wordsForms[deed].done) };
}

export function pressTakeAlert(turn: Turn, code: string): Promise<Answer> {
  return press(turn, code, 'taken');
}

export function pressWithdrawAlert(turn: Turn, code: string): Promise<Answer> {
  return press(turn, code, 'withdrawn');
}

async function press(turn: Turn, alert: string, deed: AlertDeed): Promise<Answer> {
  const result = await turnAlert(turn, { alert, deed });
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  return { kind: 'card', card: await shownAlert(turn, result.value), replaces: true };
}
