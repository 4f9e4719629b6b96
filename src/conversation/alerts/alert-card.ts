/** An alert as a card: what was raised, what became of it, and what its reader may still do. */
import { type AlertState, type AlertTurnKind, mayFollow } from '../../domain/alert.ts';
import { onDateAt } from '../../french/format-date.ts';
import { type Alert, type AlertTurn, alertTurns } from '../../store/alerts.ts';
import type { Db } from '../../store/database.ts';
import { readTexts } from '../../store/texts.ts';
import { actOn, button, buttons, openForm, say, text } from '../answers.ts';
import type { Button, Card, CardBlock } from '../card.ts';
import { personName, territoryLabel } from '../labels.ts';
import type { Names } from '../names.ts';

export const stateWords: Readonly<Record<AlertState, string>> = {
  open: 'à prendre en charge',
  taken: 'prise en charge',
  answered: 'avec une réponse',
  closed: 'close',
  withdrawn: 'retirée',
};

const turnWords: Readonly<Record<AlertTurnKind, string>> = {
  raised: 'Signalée',
  taken: 'Prise en charge',
  answered: 'Réponse donnée',
  closed: 'Close',
  withdrawn: 'Retirée',
};

export interface AlertReader {
  readonly today: string;
  /** The chargée de mission: whoever presses is checked again. */
  readonly handles: boolean;
  readonly isAuthor: boolean;
}

/** «THA-3 - Navette…», «THA-G2 - Mobilité…», «Étang de Thau». */
export function alertSubject(names: Names, { subjectKind, subjectId }: Alert): string {
  if (subjectKind === 'territory') return territoryLabel(names, subjectId);
  const found =
    subjectKind === 'action' ? names.actionsById.get(subjectId) : names.groupsById.get(subjectId);
  return found ? `${found.code} - ${found.title}` : 'un autre pacte';
}

/** «Prise en charge par Claire Vidal le 5 janvier à 10 h». */
export function alertTurnWords(names: Names, { kind, by, at }: AlertTurn, today: string): string {
  return `${turnWords[kind]} par ${personName(names, by)} ${onDateAt(at, today)}`;
}

export async function alertCard(
  db: Db,
  names: Names,
  alert: Alert,
  reader: AlertReader,
  title?: string,
): Promise<Card> {
  const turns = await alertTurns(db, alert.id);
  const texts = await readTexts(
    db,
    turns.flatMap(({ textId }) => textId ?? []),
  );
  const subject = alertSubject(names, alert);
  const heading = title ?? `Alerte ${alert.code}`;
  return {
    summary: `${heading} : ${subject}, ${stateWords[alert.state]}.`,
    title: heading,
    blocks: [
      text({ bold: subject }),
      ...turns.flatMap((turn) => turnBlocks(names, turn, texts, reader.today)),
      ...answers(names, alert, reader),
    ],
  };
}

function turnBlocks(
  names: Names,
  turn: AlertTurn,
  texts: ReadonlyMap<string, string>,
  today: string,
): readonly CardBlock[] {
  const words = turn.textId === null ? undefined : (texts.get(turn.textId) ?? 'Texte effacé.');
  const line = text(`${alertTurnWords(names, turn, today)}.`);
  return words === undefined ? [line] : [line, text({ quote: words })];
}

function answers(names: Names, alert: Alert, reader: AlertReader): readonly CardBlock[] {
  const action =
    alert.subjectKind === 'action' ? names.actionsById.get(alert.subjectId) : undefined;
  const offered = [
    ...(reader.handles ? alertAnswers(alert) : []),
    ...(reader.isAuthor && mayFollow(alert.state, 'withdrawn')
      ? [button('Retirer', actOn('withdrawAlert', alert.code))]
      : []),
    ...(action ? [button('Voir l’action', say(`action ${action.code}`))] : []),
  ];
  return offered.length > 0 ? [buttons(...offered)] : [];
}

/** What the chargée de mission may do next, the likeliest first. */
export function alertAnswers({ code, state }: Pick<Alert, 'code' | 'state'>): readonly Button[] {
  return [
    ...(mayFollow(state, 'taken')
      ? [button('Je m’en occupe', actOn('takeAlert', code), 'primary')]
      : []),
    ...(mayFollow(state, 'answered')
      ? [button('Répondre', openForm('answerAlert', { alert: code }))]
      : []),
    ...(mayFollow(state, 'closed')
      ? [button('Clore', openForm('closeAlert', { alert: code }))]
      : []),
  ];
}
