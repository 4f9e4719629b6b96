/** One request as it stands now: the same card for everyone, with the buttons of who may answer. */

import { longDate, onDateAt, plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { actOn, button, buttons, note, openForm, say, text } from '../answers.ts';
import type { Button, Card, CardBlock, Span } from '../card.ts';
import { dueWords, internalUntil } from './due-words.ts';
import type { RequestView, SaidView, SeatView, StepView } from './request-view.ts';
import { requestLabel } from './request-words.ts';

export interface Reader {
  /** Absent: the chargée de mission's channel, where only those with a seat decide. */
  readonly personId?: string;
  readonly today: string;
}

/** What is asked, by whom, for what, by when, what others answered; and, at the end, the outcome. */
export function requestCard(view: RequestView, reader: Reader): Card {
  const asked = view.asked.find((one) =>
    reader.personId ? one.personId === reader.personId : one.officer,
  );
  const headline = headlineOf(view, asked && (reader.personId ? 'reader' : 'officer'));
  const blocks: CardBlock[] = [text({ bold: view.subjectTitle }, `\n${view.wanted}`)];
  if (view.comment) blocks.push(text({ quote: view.comment }));
  blocks.push(text(`Demandé par ${view.requesterName} ${onDateAt(view.askedAt, reader.today)}.`));
  blocks.push(...valueBlocks(view), ...answersSoFar(view));
  if (view.standing === 'open') {
    blocks.push(text(waitingFor(view, reader)));
  } else blocks.push(...outcomeBlocks(view));
  const follow = [
    button('Suivi de la demande', say(`demande ${view.code}`)),
    ...(view.action ? [button('Voir l’action', say(`action ${view.action}`))] : []),
  ];
  blocks.push(...actionRows(view, asked, reader, follow));
  return { summary: `${headline}. ${view.subjectTitle}.`, title: headline, blocks };
}

/** The outcome, with the words of the answer that made it: what it says is not said twice. */
function outcomeBlocks(view: RequestView): readonly CardBlock[] {
  const last = view.steps.flatMap((step) => step.history).find((one) => isOutcome(one, view));
  return [
    text({ bold: view.outcomeWords }),
    ...(last?.comment ? [text({ quote: last.comment })] : []),
  ];
}

/** «Approuvée par Claire Vidal le 2 mars à 9 h 05»: the answer that ended the request. */
function isOutcome({ words }: SaidView, { outcomeWords }: RequestView): boolean {
  return outcomeWords === `Demande ${words.charAt(0).toLowerCase()}${words.slice(1)}.`;
}

/** What is left, once it has ended, of what told its requester of a step. */
export function endedCard(view: RequestView): Card {
  const words = view.outcomeWords.replace(/^Demande/, `Demande ${view.code}`);
  return {
    summary: words,
    blocks: [
      text({ bold: view.subjectTitle }, `\n${words}`),
      buttons(button('Suivi de la demande', say(`demande ${view.code}`))),
    ],
  };
}

/** @param awaited whose answer; in her channel, others read what is asked of the chargée de mission */
function headlineOf(view: RequestView, awaited: 'reader' | 'officer' | undefined): string {
  const about = requestLabel(view);
  if (view.standing !== 'open') return `Demande ${view.outcomeShort}, ${about}`;
  if (awaited === 'officer') return `Réponse de la chargée de mission attendue, ${about}`;
  const again = view.asked.some(({ round }) => round > 1) ? 'de nouveau ' : '';
  return awaited ? `Votre réponse est ${again}attendue, ${about}` : `Demande ${about}`;
}

/** Characters of values: a card must keep room for what is decided of them. */
const valuesRoom = 6000;

/** What does not fit is read from the group's own card. */
function valueBlocks({ computed, values, evaluation }: RequestView): readonly CardBlock[] {
  const blocks: CardBlock[] = computed ? [text(computed)] : [];
  let room = valuesRoom;
  let hidden = 0;
  for (const { title, lines } of values) {
    const shown: string[] = [];
    for (const line of lines) {
      room -= line.length;
      if (room > 0) shown.push(`\n${line}`);
      else hidden += 1;
    }
    if (shown.length > 0) blocks.push(text({ bold: title }, ...shown));
  }
  if (hidden > 0 && evaluation)
    blocks.push(
      note(`Et ${count(hidden, 'autre valeur', 'autres valeurs')} : `, {
        code: `/pti indicateurs ${evaluation.group} ${evaluation.year}`,
      }),
    );
  return blocks;
}

function waitingFor(view: RequestView, reader: Reader): string {
  if (view.toAmend && reader.personId === view.requesterId)
    return 'La demande reprendra quand vous l’aurez renvoyée.';
  if (view.toAmend)
    return `Des modifications sont demandées à ${view.requesterName} : la demande reprendra ensuite.`;
  const step = view.steps.find((one) => one.standing === 'open');
  if (!step) return 'La demande attend.';
  // When all of them wait for their own structures, the day is said once, with the term.
  const together = internalUntil(step.seats) !== undefined;
  const names = step.seats
    .filter((seat) => seat.standing === 'asked' || seat.standing === 'internal')
    .map((seat) => (together ? seat.names.join(' ou ') || seat.label : seatName(seat)));
  const due = dueWords(step, reader.today);
  return names.length > 0
    ? `Étape « ${step.label} » : en attente de ${names.join(', ')}.${due}`
    : `Étape « ${step.label} » : personne à ce siège pour l’instant, la chargée de mission est prévenue.`;
}

function seatName(seat: SeatView): string {
  const names = seat.names.join(' ou ');
  const internal = seat.internalUntil
    ? ` (en validation interne jusqu’au ${longDate(seat.internalUntil)})`
    : '';
  return `${names || seat.label}${internal}`;
}

/** Former answers, with their reservations: what the next ones decide upon. */
function answersSoFar(view: RequestView): readonly CardBlock[] {
  return view.steps.flatMap((step) =>
    step.history
      .filter((one) => !isOutcome(one, view))
      .map((one) => {
        const spans: Span[] = [`${one.words}.`];
        if (one.comment) spans.push('\n', { quote: one.comment });
        return text(...spans);
      }),
  );
}

/** The answers on one row, everything else on the next: a phone shows them without scrolling. */
function actionRows(
  view: RequestView,
  asked: RequestView['asked'][number] | undefined,
  reader: Reader,
  also: readonly Button[] = [],
): readonly CardBlock[] {
  const open = view.standing === 'open';
  const answers = open && asked ? answerButtons(view, asked, reader) : undefined;
  const rest = [
    ...(answers?.later ?? []),
    ...(open ? requesterButtons(view, reader) : []),
    ...(open && !reader.personId && !asked ? officerButtons(view) : []),
    ...also,
  ];
  const blocks: CardBlock[] = [];
  if (open && asked?.inPlaceOf)
    blocks.push(note(`Vous répondez à la place de ${asked.inPlaceOf}.`));
  if (answers) blocks.push(buttons(...answers.decisions));
  if (rest.length > 0) blocks.push(buttons(...rest));
  return blocks;
}

/** The decisions, and what puts one off or hands it over. */
function answerButtons(
  view: RequestView,
  asked: RequestView['asked'][number],
  reader: Reader,
): { readonly decisions: readonly Button[]; readonly later: readonly Button[] } {
  const params = {
    request: view.code,
    step: asked.step,
    round: String(asked.round),
    version: String(view.version),
  };
  const answer = (decision: string) => openForm('answerRequest', { ...params, decision });
  return {
    decisions: [
      button('Approuver', actOn('approveRequest', JSON.stringify(params)), 'primary'),
      button('Approuver avec réserves', answer('approveWithReservations')),
      button('Demander des modifications', answer('askForChanges')),
      button('Refuser', answer('refuse'), 'danger'),
    ],
    later: [
      button('En validation interne', openForm('holdRequest', params)),
      ...(reader.personId && asked.substitute
        ? [button(`Passer à ${asked.substitute}`, actOn('passRequest', JSON.stringify(params)))]
        : []),
    ],
  };
}

function requesterButtons(view: RequestView, reader: Reader): readonly Button[] {
  if (reader.personId !== view.requesterId) return [];
  const amend = openForm('amendRequest', { request: view.code });
  return [
    ...(view.toAmend && view.evaluation ? valueButtons(view.evaluation) : []),
    ...(view.toAmend && view.action
      ? [button('Modifier la fiche', openForm('amendAction', { action: view.action }), 'primary')]
      : []),
    ...(view.toAmend
      ? [
          button(
            'Renvoyer la demande',
            amend,
            view.evaluation || view.action ? undefined : 'primary',
          ),
        ]
      : []),
    button('Annuler ma demande', actOn('cancelRequest', view.code)),
  ];
}

/** What is asked of an evaluation is to be mended in its values, then sent again. */
function valueButtons({ group, year }: NonNullable<RequestView['evaluation']>): readonly Button[] {
  return [
    button(
      'Corriger les valeurs',
      openForm('indicators', { group, year: String(year) }),
      'primary',
    ),
    button('Renvoyer l’évaluation', actOn('submitIndicators', JSON.stringify({ group, year }))),
  ];
}

/** In her channel, on a step that is not hers: what the chargée de mission alone may do. */
function officerButtons(view: RequestView): readonly Button[] {
  const params = { request: view.code };
  return [
    button('Décider à la place', openForm('decideFor', params)),
    button('Réattribuer', openForm('reassignRequest', params)),
  ];
}

/** `demande V-12`: the whole way, step by step, readable at a glance (SPEC §6). */
export function timelineCard(view: RequestView, reader: Reader): Card {
  const blocks: CardBlock[] = [
    text(
      { bold: view.subjectTitle },
      `\n${view.wanted}\nDemandé par ${view.requesterName} ${onDateAt(view.askedAt, reader.today)}.`,
    ),
  ];
  if (view.comment) blocks.push(text({ quote: view.comment }));
  blocks.push(...valueBlocks(view));
  for (const [index, step] of view.steps.entries()) blocks.push(...stepBlocks(step, index + 1));
  const state =
    view.standing === 'open'
      ? waitingFor(view, reader)
      : `${view.outcomeWords} Durée totale : ${workingDays(view.elapsed)}.`;
  blocks.push(text({ bold: state }));
  const asked = view.asked.find((one) => one.personId === reader.personId);
  blocks.push(...actionRows(view, asked, reader));
  const title = `Demande ${requestLabel(view)}`;
  return { summary: `${title} : ${state}`, title, blocks };
}

const stepWords: Readonly<Record<StepView['standing'], string>> = {
  waiting: 'à venir',
  open: 'en cours',
  approved: 'approuvée',
  refused: 'refusée',
  changesAsked: 'modifications demandées',
  skipped: 'sans objet',
  cancelled: 'arrêtée',
};

function stepBlocks(step: StepView, position: number): readonly CardBlock[] {
  const spans: Span[] = [
    { bold: `${position}. ${step.label}` },
    ` : ${stepWords[step.standing]}${sinceWords(step)}.`,
  ];
  for (const one of step.history) {
    spans.push(newLine(spans), `${one.words}.`);
    if (one.comment) spans.push({ quote: one.comment });
  }
  if (step.standing === 'open' || step.standing === 'waiting')
    for (const seat of step.seats)
      if (seat.standing !== 'answered') spans.push(newLine(spans), `${seatLine(seat)}.`);
  return [text(...spans)];
}

/** A quotation ends its own line. */
function newLine(before: readonly Span[]): string {
  const last = before.at(-1);
  return typeof last === 'object' && 'quote' in last ? '' : '\n';
}

function sinceWords(step: StepView): string {
  if (step.openedOn === undefined || step.elapsed === undefined) return '';
  const since = `depuis le ${plainDate(step.openedOn)}`;
  return step.standing === 'open' || step.standing === 'changesAsked'
    ? ` ${since}, ${workingDays(step.elapsed)}`
    : ` en ${workingDays(step.elapsed)}`;
}

function seatLine(seat: SeatView): string {
  switch (seat.standing) {
    case 'vacant':
      return `${seat.label} : siège vacant`;
    case 'withdrawn':
      return `${seat.label} : ne répond pas à sa propre demande`;
    case 'internal':
    case 'asked':
      return `En attente de ${seatName(seat)}`;
    default:
      return seat.label;
  }
}

function workingDays(days: number): string {
  return days === 0 ? 'moins d’un jour ouvré' : count(days, 'jour ouvré', 'jours ouvrés');
}
