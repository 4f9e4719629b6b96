/** From a request to its answer: words, buttons, forms and files all come through here. */
import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { onDateAt } from '../french/format-date.ts';
import { lastSameWords } from '../store/exchanges.ts';
import { answer, button, buttons, note, say, sentence, text } from './answers.ts';
import { cleanWords } from './clean-words.ts';
import { askWhich, takeDraft } from './drafts.ts';
import type { Answer, Request } from './exchange.ts';
import { type FormValues, filledIn } from './form.ts';
import { type Command, isRequestAct, type Understanding } from './grammar/command.ts';
import { understand } from './grammar/understand.ts';
import { handleAbsence } from './handlers/absence.ts';
import { handleAction } from './handlers/action.ts';
import { newActionForm } from './handlers/action-form.ts';
import { handleActions } from './handlers/actions.ts';
import { runAct } from './handlers/acts.ts';
import { handleAdmin } from './handlers/admin.ts';
import { handleAgenda } from './handlers/agenda.ts';
import { handleAlert, handleAlertShown, handleAlerts } from './handlers/alerts.ts';
import { handleAsk } from './handlers/ask.ts';
import { handleClock } from './handlers/clock.ts';
import { handleCommittee, handleSteering } from './handlers/committee.ts';
import { handleSubmitIndicators } from './handlers/evaluation.ts';
import { findOpening, findSubmission } from './handlers/forms.ts';
import { handleGroup, handleGroups } from './handlers/groups.ts';
import { handleHelp, prefix } from './handlers/help.ts';
import { handleHome } from './handlers/home.ts';
import { handleFile } from './handlers/import.ts';
import { handleIndicators } from './handlers/indicators.ts';
import { handleInspirations } from './handlers/inspirations.ts';
import { lastList } from './handlers/last-list.ts';
import { handleMeeting } from './handlers/meeting.ts';
import { handleRequestAct } from './handlers/officer-requests.ts';
import { handleRelay } from './handlers/relay.ts';
import { handleReminders } from './handlers/reminders.ts';
import {
  handleAssent,
  handleRequest,
  handleRequests,
  handleToAnswer,
  requestsToAnswer,
} from './handlers/requests.ts';
import { handleReview } from './handlers/review.ts';
import { handleSimulate } from './handlers/simulate.ts';
import { attachMessage, handleUpdate, updateForm } from './handlers/update.ts';
import { handleWho } from './handlers/who.ts';
import { type Press, pressSchema } from './press.ts';
import { isProgrammeOfficer, ownActions, type Turn } from './turn.ts';

/**
 * The same words by the same person within this time are a repetition, not news (SPEC §5), unless
 * the person had something else saved in between: an «Annuler», a correction, another status.
 */
const repetitionMinutes = 2;

export async function answerRequest(turn: Turn, request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'home':
      return handleHome(turn);
    case 'words':
      return answerWords(turn, cleanWords(request.words), request.overheard === true);
    case 'press':
      return answerPress(turn, request.value);
    case 'submit':
      return answerSubmission(turn, request.form, request.state, request.values);
    case 'attachMessage':
      return attachMessage(turn, cleanWords(request.text));
    case 'file':
      return handleFile(turn, request);
  }
}

async function answerWords(turn: Turn, words: string, overheard: boolean): Promise<Answer> {
  const understanding = understand(words, turn.names.vocabulary, {
    today: turn.today,
    ownActions: ownActions(turn),
    programmeOfficer: isProgrammeOfficer(turn),
    ...(turn.platforms && { platforms: turn.platforms }),
    ...(await previousList(turn, words)),
  });
  // In a thread, «ok» under a request gets the buttons; what people say otherwise is theirs.
  if (overheard && !(await concernsRequest(turn, understanding))) return { kind: 'silence' };
  if (understanding.kind === 'command' && writes(understanding.command)) {
    const wordsHash = hashWords(words);
    const before = await saidBefore(turn, wordsHash);
    if (before) return before;
    const result = await answerCommand(turn, understanding.command);
    if (turn.outcome.saved && !turn.outcome.asked) turn.outcome.wordsHash = wordsHash;
    return result;
  }
  return answerUnderstanding(turn, understanding, words);
}

async function concernsRequest(turn: Turn, understanding: Understanding): Promise<boolean> {
  if (understanding.kind !== 'command' || understanding.command.name !== 'assent') return false;
  return (await requestsToAnswer(turn)).length > 0;
}

async function previousList(turn: Turn, words: string): Promise<{ lastList?: Command }> {
  if (!/\b(?:suite|suivante?s?|page|pr[eé]c[eé]dente?)\b/iu.test(words)) return {};
  const list = await lastList(turn.db, turn.person.id);
  return list ? { lastList: list } : {};
}

function writes(command: Command): boolean {
  if (command.name === 'indicators') return command.said !== undefined;
  return [
    'update',
    'meeting',
    'ask',
    'absence',
    'alert',
    'committee',
    'steering',
    'submitIndicators',
  ].includes(command.name);
}

/**
 * Hashed, so that nobody's words are kept to recognise a repetition. Only case and spaces are left
 * aside: a sign, a comma or an accent may be all that was corrected.
 */
function hashWords(words: string): string {
  return hash('sha256', words.trim().toLowerCase().replaceAll(/\s+/g, ' '));
}

async function saidBefore(turn: Turn, wordsHash: string): Promise<Answer | undefined> {
  const at = await lastSameWords(turn.db, turn.person.id, wordsHash);
  if (!at) return undefined;
  const until = Temporal.Instant.from(at).add({ minutes: repetitionMinutes });
  if (Temporal.Instant.compare(turn.now, until) > 0) return undefined;
  return sentence(
    `Déjà enregistré ${onDateAt(at, turn.today)} : rien n’a été ajouté.`,
    button('Accueil', say('accueil')),
  );
}

const echoed = 60;

function misunderstood(words: string): string {
  const said = words.length > echoed ? `${words.slice(0, echoed)}…` : words;
  return said === '' ? 'Je n’ai pas compris.' : `Je n’ai pas compris « ${said} ».`;
}

function answerUnderstanding(
  turn: Turn,
  understanding: Understanding,
  words: string,
): Answer | Promise<Answer> {
  switch (understanding.kind) {
    case 'command':
      return answerCommand(turn, understanding.command);
    case 'ask':
      return askWhich(turn, understanding);
    case 'refused':
      return answer({
        summary: understanding.sentence,
        blocks: [
          text(understanding.sentence),
          ...(understanding.example
            ? [note('Par exemple : ', { code: understanding.example })]
            : []),
        ],
      });
    case 'unknown':
      return answer({
        summary: misunderstood(words),
        blocks: [
          text(
            misunderstood(words),
            ' Tapez ',
            { code: `${prefix(turn)}aide` },
            ' pour voir des exemples.',
          ),
          buttons(
            ...understanding.nearest.slice(0, 4).map((words) => button(words, say(words))),
            button('Aide', say('aide')),
            button('Accueil', say('accueil')),
          ),
        ],
      });
  }
}

function answerCommand(turn: Turn, command: Command): Answer | Promise<Answer> {
  switch (command.name) {
    case 'home':
      return handleHome(turn);
    case 'help':
      return handleHelp(turn, command.topic);
    case 'actions':
      return handleActions(turn, command);
    case 'action':
      return handleAction(turn, command.action);
    case 'update':
      return handleUpdate(turn, command);
    case 'newAction':
      return newActionForm(turn, command);
    case 'groups':
      return handleGroups(turn, command);
    case 'group':
      return handleGroup(turn, command.group);
    case 'meeting':
      return handleMeeting(turn, command);
    case 'who':
      return handleWho(turn, command);
    case 'review':
      return handleReview(turn, command);
    case 'relay':
      return handleRelay(turn, command);
    case 'indicators':
      return handleIndicators(turn, command);
    case 'submitIndicators':
      return handleSubmitIndicators(turn, command);
    case 'inspirations':
      return handleInspirations(turn, command);
    case 'ask':
      return handleAsk(turn, command);
    case 'toAnswer':
      return handleToAnswer(turn);
    case 'request':
      return handleRequest(turn, command.request);
    case 'requests':
      return handleRequests(turn, command);
    case 'simulate':
      return handleSimulate(turn, command);
    case 'absence':
      return handleAbsence(turn, command);
    case 'alert':
      return handleAlert(turn, command);
    case 'alertShown':
      return handleAlertShown(turn, command.alert);
    case 'alerts':
      return handleAlerts(turn, command);
    case 'committee':
      return handleCommittee(turn, command);
    case 'steering':
      return handleSteering(turn, command);
    case 'agenda':
      return handleAgenda(turn, command);
    case 'reminders':
      return handleReminders(turn, command);
    case 'assent':
      return handleAssent(turn);
    case 'admin':
      return isRequestAct(command.act)
        ? handleRequestAct(turn, command.act)
        : handleAdmin(turn, command.act);
    case 'clock':
      return handleClock(turn, command);
  }
}

async function answerPress(turn: Turn, value: unknown): Promise<Answer> {
  const press = pressSchema.safeParse(value);
  if (!press.success) return staleButton();
  return answerKnownPress(turn, press.data);
}

function answerKnownPress(turn: Turn, press: Press): Answer | Promise<Answer> {
  switch (press.do) {
    case 'say':
      return answerWords(turn, cleanWords(press.words), false);
    case 'form':
      return findOpening(press.form)?.(turn, press.params) ?? staleButton();
    case 'resume':
      return resume(turn, press.draft, press.choice);
    case 'act':
      return runAct(turn, press.act, press.id) ?? staleButton();
  }
}

async function resume(turn: Turn, draft: string, choice: string): Promise<Answer> {
  const resumed = await takeDraft(turn, draft, choice);
  switch (resumed.kind) {
    case 'command': {
      const { command, contactsConfirmed } = resumed;
      return answerCommand({ ...turn, contactsConfirmed, chosen: command }, command);
    }
    case 'request':
      return answerRequest({ ...turn, contactsConfirmed: true }, resumed.request);
    case 'correct':
      return correctInForm(turn, resumed.waiting);
    case 'dropped':
      return replaced('Rien n’a été enregistré.');
    case 'gone':
      return replaced('Ce choix a déjà été fait, ou il est trop ancien. Rien n’a changé.');
  }
}

/** The form again, as it was sent. */
async function correctInForm(turn: Turn, waiting: Request | Command): Promise<Answer> {
  if ('name' in waiting)
    return waiting.name === 'update' ? updateForm(turn, waiting) : staleButton();
  if (waiting.kind !== 'submit') return staleButton();
  const again = await findOpening(waiting.form)?.(turn, waiting.state);
  return again?.kind === 'form'
    ? { kind: 'form', form: filledIn(again.form, waiting.values) }
    : (again ?? staleButton());
}

function replaced(words: string): Answer {
  return {
    kind: 'card',
    replaces: true,
    card: { summary: words, blocks: [text(words), buttons(button('Accueil', say('accueil')))] },
  };
}

function staleButton(): Answer {
  return sentence(
    'Ce bouton n’est plus valable : rien n’a changé. Reprenez depuis l’accueil.',
    button('Accueil', say('accueil')),
  );
}

async function answerSubmission(
  turn: Turn,
  form: string,
  state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const submit = findSubmission(form);
  if (!submit) return staleButton();
  const answered = await submit(turn, state, cleanValues(values));
  if (answered.kind !== 'fieldErrors') return answered;
  const again = await findOpening(form)?.(turn, state);
  return again?.kind === 'form' ? { ...answered, form: again.form } : answered;
}

function cleanValues(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? cleanWords(value).trim() || undefined : value,
    ]),
  );
}
