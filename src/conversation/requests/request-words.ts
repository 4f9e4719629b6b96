/** Answers and outcomes of a request, in words. */
import type { Decision } from '../../domain/circuit/events.ts';
import type { RequestState, SeatAnswer } from '../../domain/circuit/state.ts';
import { onDateAt } from '../../french/format-date.ts';
import { inWords } from '../../french/in-words.ts';
import { personName } from '../labels.ts';
import type { Names } from '../names.ts';

const decisionWords: Readonly<Record<Decision['kind'], string>> = {
  approve: 'Approuvée',
  approveWithReservations: 'Approuvée avec réserves',
  askForChanges: 'Modifications demandées',
  refuse: 'Refusée',
};

/** «Approuvée avec réserves par Karim Haddad le 3 mars à 10 h», and the words that go with it. */
export function answerWords(
  answer: SeatAnswer,
  names: Names,
  texts: ReadonlyMap<string, string>,
  today: string,
): { readonly words: string; readonly comment?: string } {
  const { decision, by, at, inPlaceOf, via, carriedFrom } = answer;
  const whom = inWords(inPlaceOf.map((id) => personName(names, id)));
  const held = whom ? `de ${whom}` : 'du siège vacant';
  const place =
    via === 'decidedFor'
      ? ` (décision prise à la place ${held})`
      : whom
        ? ` (à la place ${held})`
        : '';
  const carried = carriedFrom ? ' (la même réponse compte pour les deux sièges)' : '';
  const comment = [
    'textId' in decision ? texts.get(decision.textId) : undefined,
    answer.reasonId ? texts.get(answer.reasonId) : undefined,
  ]
    .filter((words) => words !== undefined)
    .join('\n');
  return {
    words: `${decisionWords[decision.kind]} par ${personName(names, by)}${place} ${onDateAt(at, today)}${carried}`,
    ...(comment && { comment }),
  };
}

/** «V-1 : validation d’une action réalisée». */
export function requestLabel({
  code,
  circuitLabel,
}: {
  code: string;
  circuitLabel: string;
}): string {
  // A label that begins with an abbreviation, «COPIL», keeps its capitals.
  const label = /^\p{Lu}\p{Ll}/u.test(circuitLabel)
    ? `${circuitLabel.charAt(0).toLocaleLowerCase('fr')}${circuitLabel.slice(1)}`
    : circuitLabel;
  return `${code} : ${label}`;
}

const outcomes = {
  approved: 'approuvée',
  refused: 'refusée',
  cancelled: 'annulée',
} as const;

export function outcomeWords(
  state: RequestState,
  names: Names,
  texts: ReadonlyMap<string, string>,
  today: string,
): { readonly outcomeWords: string; readonly outcomeShort: string } {
  const { phase } = state;
  if (phase.kind !== 'ended') return { outcomeWords: '', outcomeShort: 'en cours' };
  const short = outcomes[phase.outcome];
  const reason = phase.textId ? texts.get(phase.textId) : undefined;
  return {
    outcomeShort: short,
    outcomeWords: `Demande ${short} par ${personName(names, phase.by)} ${onDateAt(phase.at, today)}.${reason && phase.outcome === 'cancelled' ? ` ${reason}` : ''}`,
  };
}
