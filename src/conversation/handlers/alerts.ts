/** «alerte», «alertes»: difficulties raised to the chargée de mission, and what becomes of them. */
import { isEnded } from '../../domain/alert.ts';
import { may, relationsOf } from '../../domain/rights.ts';
import { onDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { type Alert, findAlert, listAlerts } from '../../store/alerts.ts';
import { alertObject } from '../../use-cases/alerts/alert-object.ts';
import { raiseAlert } from '../../use-cases/alerts/raise-alert.ts';
import { alertSubject, stateWords } from '../alerts/alert-card.ts';
import {
  answer,
  button,
  buttons,
  item,
  note,
  openForm,
  pageButtons,
  pageOf,
  say,
  sentence,
} from '../answers.ts';
import type { CardBlock } from '../card.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { aboutOf, raisedCard, shownAlert } from './alert-answers.ts';
import { alertForm } from './alert-forms.ts';

type AlertCommand = Extract<Command, { name: 'alert' }>;

export async function handleAlert(turn: Turn, command: AlertCommand): Promise<Answer> {
  const { action, group, territory, text: words } = command;
  const about = aboutOf({ action, group, territory });
  if (!about || !words) return alertForm(turn, { about, text: words });
  const result = await raiseAlert(turn, {
    about,
    text: words,
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (result.ok) return raisedCard(turn, result.value, words);
  return result.refusal.kind === 'contactData'
    ? contactQuestion(turn, result.refusal)
    : refusalAnswer(turn, result.refusal);
}

export async function handleAlertShown(turn: Turn, code: string): Promise<Answer> {
  const alert = await findAlert(turn.db, { code });
  if (!alert) return refusalAnswer(turn, { kind: 'notFound', what: 'alert', id: code });
  if (!(await mayRead(turn, alert)))
    return refusalAnswer(turn, { kind: 'notAllowed', act: 'readAlert' });
  return answer(await shownAlert(turn, alert));
}

/** The text of an alert is for its author, the territory's référent and the chargée de mission. */
async function mayRead(turn: Turn, alert: Alert): Promise<boolean> {
  if (alert.raisedBy === turn.person.id) return true;
  const object = await alertObject(turn.db, alert, turn.today);
  return may('readAlert', relationsOf(turn.actor.mandates, object));
}

type AlertsCommand = Extract<Command, { name: 'alerts' }>;

/** Hers: all that are not ended, oldest first; anybody's: those they raised, latest first. */
export async function handleAlerts(turn: Turn, { mine, page }: AlertsCommand): Promise<Answer> {
  const all = await listAlerts(turn.db, turn.pact.definition.id);
  const officer = isProgrammeOfficer(turn) && !mine;
  const listed = officer
    ? all.filter(({ state }) => !isEnded(state))
    : all.filter(({ raisedBy }) => raisedBy === turn.person.id).toReversed();
  const raise = button('Signaler une difficulté', openForm('alert'));
  if (listed.length === 0)
    return sentence(
      officer ? 'Aucune alerte n’est en cours.' : 'Vous n’avez signalé aucune difficulté.',
      raise,
    );
  const shown = pageOf(listed, page);
  const summary = officer
    ? `${count(listed.length, 'alerte en cours', 'alertes en cours')}.`
    : `${count(listed.length, 'alerte signalée', 'alertes signalées')} par vous.`;
  return answer({
    summary,
    title: officer ? 'Les alertes en cours' : 'Vos alertes',
    blocks: [
      ...shown.entries.map((alert) => alertItem(turn, alert)),
      buttons(...pageButtons(shown, mine ? 'mes alertes' : 'alertes'), raise),
      note(summary),
    ],
  });
}

export function alertItem(turn: Turn, alert: Alert): CardBlock {
  const { code, state, raisedAt } = alert;
  return item(
    [
      { bold: `Alerte ${code} : ${alertSubject(turn.names, alert)}` },
      `\nSignalée ${onDateAt(raisedAt, turn.today)}, ${stateWords[state]}.`,
    ],
    button('Voir', say(`alerte ${code}`)),
  );
}

/** On the first screen: what waits for her, and the answers that came to whoever asked. */
export async function alertsWaiting(turn: Turn): Promise<readonly CardBlock[]> {
  const all = await listAlerts(turn.db, turn.pact.definition.id);
  const open = isProgrammeOfficer(turn) ? all.filter(({ state }) => state === 'open') : [];
  const answered = all.filter(
    ({ state, raisedBy }) => state === 'answered' && raisedBy === turn.person.id,
  );
  const many = open.length > alertsShown;
  return [
    ...open.slice(0, many ? 0 : alertsShown).map((alert) => alertItem(turn, alert)),
    ...(many
      ? [
          item(
            [`${count(open.length, 'alerte', 'alertes')} à prendre en charge`],
            button('Voir', say('alertes')),
          ),
        ]
      : []),
    ...answered.slice(0, alertsShown).map((alert) => alertItem(turn, alert)),
  ];
}

const alertsShown = 3;

/** On the card of an action: that alerts are open; their text is for those who may read it. */
export async function alertNote(turn: Turn, actionId: string): Promise<readonly CardBlock[]> {
  const all = await listAlerts(turn.db, turn.pact.definition.id);
  const open = all.filter(({ subjectId, state }) => subjectId === actionId && !isEnded(state));
  if (open.length === 0) return [];
  const codes = open.map(({ code }) => code).join(', ');
  return [note(`${count(open.length, 'alerte en cours', 'alertes en cours')} : ${codes}.`)];
}
