/**
 * The figures in words: what a phone shows, what opens the document, and what a person who sees no
 * picture reads. One sentence or two a subject, only where there is something to say.
 */

import type { PactDefinition } from '../domain/pact.ts';
import { monthAndYear, plainDate } from '../french/format-date.ts';
import { formatNumber } from '../french/format-number.ts';
import { count, plural } from '../french/plural.ts';
import { inlineLabel, type ReviewSummary } from './report-source.ts';
import { actionsWords, listed, workingDays } from './report-words.ts';

export interface Essential {
  readonly title: string;
  readonly sentences: readonly string[];
}

type Writer = (review: ReviewSummary, pact: PactDefinition) => readonly (string | undefined)[];

const writers: readonly (readonly [title: string, write: Writer])[] = [
  ['Actions', actionSentences],
  ['Par axe', axisSentences],
  ['Groupes de travail', groupSentences],
  ['Instances', bodySentences],
  ['Circuit de décision', circuitSentences],
  ['Indicateurs', indicatorSentences],
  ['Partenaires', partnerSentences],
  ['À surveiller', watchSentences],
  ['D’une année à l’autre', yearSentences],
];

export function essentialsOf(review: ReviewSummary, pact: PactDefinition): readonly Essential[] {
  return writers.flatMap(([title, write]) => {
    const sentences = write(review, pact).filter((one) => one !== undefined);
    return sentences.length > 0 ? [{ title, sentences }] : [];
  });
}

function actionSentences({ actions, period }: ReviewSummary) {
  const { total, byStatus, created, started, completed, abandoned } = actions;
  if (total === 0) return ['Aucune action.'];
  const moves = [
    `${formatNumber(created)} ${plural(created, 'créée', 'créées')}`,
    `${formatNumber(started)} ${plural(started, 'lancée', 'lancées')}`,
    `${formatNumber(completed)} ${plural(completed, 'réalisée', 'réalisées')}`,
    ...(abandoned > 0
      ? [`${formatNumber(abandoned)} ${plural(abandoned, 'abandonnée', 'abandonnées')}`]
      : []),
  ];
  return [
    `${actionsWords(total, byStatus)}.`,
    period.span.kind === 'year' ? `Dans l’année : ${moves.join(', ')}.` : undefined,
    actions.blocked > 0
      ? `${count(actions.blocked, 'action est bloquée', 'actions sont bloquées')} ou en attente de validation.`
      : undefined,
    actions.experimentations > 0
      ? `${count(actions.experimentations, 'expérimentation', 'expérimentations')}.`
      : undefined,
  ];
}

function axisSentences({ byAxis, actions, scope }: ReviewSummary, pact: PactDefinition) {
  if (actions.total === 0) return [];
  const shown = byAxis.filter((one) => scope.kind === 'pact' || one.actions.total > 0);
  return shown.map(({ code, actions: own }) => {
    const number = pact.axes.find((axis) => axis.code === code)?.number ?? code;
    const done = own.byStatus.completed;
    const more = done > 0 ? `, dont ${count(done, 'réalisée', 'réalisées')}` : '';
    return `Axe ${number} : ${count(own.total, 'action', 'actions')}${more}.`;
  });
}

function groupSentences(review: ReviewSummary) {
  const { groupCount, sharedGroups, concertations } = review;
  if (groupCount === 0) return [];
  const { meetings, participants, piloted } = concertations;
  const shared =
    sharedGroups > 0 && review.scope.kind === 'pact'
      ? `, dont ${formatNumber(sharedGroups)} ${plural(sharedGroups, 'partagé entre territoires et compté', 'partagés entre territoires et comptés')} une fois`
      : '';
  return [
    `${count(groupCount, 'groupe', 'groupes')}${shared}.`,
    `${count(meetings, 'concertation', 'concertations')}, ${count(participants, 'participant', 'participants')}.`,
    meetings > 0
      ? `${piloted === 0 ? 'Aucune concertation ne s’est tenue' : count(piloted, 'concertation s’est tenue', 'concertations se sont tenues')} avec un pilote ou un co-pilote en fonction.`
      : undefined,
  ];
}

function bodySentences({ bodies }: ReviewSummary) {
  const { committeesDue, committeesKept, committeesHeld, steering } = bodies;
  const more = committeesHeld - committeesKept;
  return [
    committeesDue > 0
      ? `${count(committeesKept, 'comité local tenu', 'comités locaux tenus')} sur ${count(committeesDue, 'attendu', 'attendus')}${more > 0 ? `, et ${formatNumber(more)} de plus` : ''}.`
      : undefined,
    ...steering.map(({ rule, heldOn, window, due, untracked }) => {
      if (heldOn !== null) return `${rule.label} tenu le ${plainDate(heldOn)}.`;
      if (untracked) return `${rule.label} : non suivi.`;
      return due
        ? `${rule.label} : sa période est passée, il n’a pas été déclaré tenu.`
        : `${rule.label} : attendu avant fin ${monthAndYear(window.until)}.`;
    }),
  ];
}

function circuitSentences({ circuit }: ReviewSummary) {
  const { asked, approved, refused, cancelled, open, decided } = circuit;
  if (asked + approved + refused + cancelled + open === 0) return [];
  return [
    `${count(asked, 'demande de validation', 'demandes de validation')} : ${count(approved, 'approuvée', 'approuvées')}, ${count(refused, 'refusée', 'refusées')}, ${count(open, 'ouverte', 'ouvertes')} à la fin de la période.`,
    decided.median === null
      ? undefined
      : `Délai médian d’une décision : ${workingDays(decided.median)}.`,
  ];
}

function indicatorSentences({ targets, evaluations }: ReviewSummary) {
  const { indicators, answered, reached, missed } = targets;
  if (indicators === 0) return [];
  const { expected, submitted, accepted } = evaluations;
  return [
    `${count(answered, 'indicateur renseigné', 'indicateurs renseignés')} sur ${formatNumber(indicators)}.`,
    reached + missed > 0
      ? `${count(reached, 'objectif atteint', 'objectifs atteints')} sur ${formatNumber(reached + missed)}.`
      : undefined,
    expected > 0
      ? submitted === 0
        ? `Aucune évaluation transmise sur ${formatNumber(expected)}.`
        : `Évaluations des groupes : ${count(submitted, 'transmise', 'transmises')} sur ${formatNumber(expected)}, dont ${count(accepted, 'acceptée', 'acceptées')}.`
      : undefined,
  ];
}

function partnerSentences({ partners, scope }: ReviewSummary, pact: PactDefinition) {
  if (scope.kind === 'structure') return [];
  const { involved, newlyInvolved, newSignatories } = partners;
  const names = (codes: readonly string[]) =>
    listed(codes.map((code) => inlineLabel(pact.structures, code)));
  return [
    involved > 0
      ? `${count(involved, 'structure participe', 'structures participent')}.`
      : undefined,
    newlyInvolved && newlyInvolved.length > 0
      ? `${plural(newlyInvolved.length, 'Nouvelle', 'Nouvelles')} : ${names(newlyInvolved)}.`
      : undefined,
    newSignatories.length > 0
      ? `${plural(newSignatories.length, 'Nouveau signataire', 'Nouveaux signataires')} : ${names(newSignatories)}.`
      : undefined,
  ];
}

function watchSentences({ vacant, coverage, scope }: ReviewSummary, pact: PactDefinition) {
  if (scope.kind === 'structure') return [];
  const { structures, territories, pilots, coPilots, sameStructure } = vacant;
  const seats = structures.length + territories.length + pilots.length + coPilots.length;
  const { overlaps, gaps } = coverage;
  return [
    seats > 0 ? `${count(seats, 'siège vacant', 'sièges vacants')}.` : undefined,
    sameStructure.length > 0
      ? `${count(sameStructure.length, 'groupe a', 'groupes ont')} deux pilotes de la même structure.`
      : undefined,
    overlaps.length > 0
      ? `${count(overlaps.length, 'superposition', 'superpositions')} : un même thème et un même public dans plusieurs groupes d’un territoire.`
      : undefined,
    gaps.themes.length > 0
      ? `${plural(gaps.themes.length, 'Thème', 'Thèmes')} sans action en cours : ${listed(
          gaps.themes.map((code) => `« ${inlineLabel(pact.themes, code)} »`),
          4,
        )}.`
      : undefined,
    gaps.audiences.length > 0
      ? `${plural(gaps.audiences.length, 'Public', 'Publics')} sans action en cours : ${listed(
          gaps.audiences.map((code) => `« ${inlineLabel(pact.audiences, code)} »`),
          4,
        )}.`
      : undefined,
  ];
}

/** Beside the year before, when it was followed. */
function yearSentences({ years, period }: ReviewSummary) {
  if (period.span.kind !== 'year') return [];
  const now = years.at(-1);
  const before = years.at(-2);
  if (!now || !before || now.year !== period.span.year) return [];
  const beside = (value: number, then: number) =>
    `${formatNumber(value)} (${formatNumber(then)} en ${before.year})`;
  return [
    `Actions : ${beside(now.actions, before.actions)}. Réalisées dans l’année : ${beside(now.completed, before.completed)}.`,
    `Concertations : ${beside(now.meetings, before.meetings)}.`,
  ];
}
