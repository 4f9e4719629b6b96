/** The figures that open the workbook, year on year, and beside the pacts before. */

import { withoutValue } from '../../domain/figures/indicators.ts';
import type { Review } from '../../domain/figures/review.ts';
import { statusLabel } from '../../french/terms.ts';
import type { ReportSource } from '../report-source.ts';
import { asOf, periodTitle, scopeTitle, statusOrder } from '../report-words.ts';
import {
  type Cell,
  capital,
  number,
  ofYear,
  onDay,
  type ReportTable,
  text,
} from './report-table.ts';

type Line = readonly [subject: string, figure: string, value: Cell];

/** Each figure once, with the words that the documents and the chat use for it. */
export function overviewTable({ review, pact, today }: ReportSource): ReportTable {
  const { period, scope } = review;
  return {
    ...{ name: 'synthese', title: 'Synthèse' },
    columns: [text('Sujet', 22), text('Chiffre', 54), number('Valeur', 30)],
    rows: [
      ['Bilan', 'Pacte', pact.title],
      ['Bilan', 'Objet', `${periodTitle(period)}, ${scopeTitle(scope, pact)}`],
      ['Bilan', 'Chiffres arrêtés', asOf(period)],
      ['Bilan', 'Suivi depuis le', onDay(review.trackedFrom)],
      ['Bilan', 'Établi le', onDay(today)],
      ...figureLines(review),
    ],
  };
}

function figureLines(review: Review): readonly Line[] {
  const { actions, concertations, bodies, circuit, partners, vacant, coverage } = review;
  const { targets, evaluations } = review;
  return [
    ['Actions', 'Actions', actions.total],
    ...statusOrder.map(
      (status): Line => ['Actions', `Actions ${statusLabel(status, 2)}`, actions.byStatus[status]],
    ),
    ['Actions', 'Créées dans la période', actions.created],
    ['Actions', 'Lancées dans la période', actions.started],
    ['Actions', 'Réalisées dans la période', actions.completed],
    ['Actions', 'Abandonnées dans la période', actions.abandoned],
    ['Actions', 'Bloquées ou en attente de validation', actions.blocked],
    ['Actions', 'Expérimentations', actions.experimentations],
    ['Groupes', 'Groupes de travail', review.groupCount],
    ['Groupes', 'Dont partagés entre territoires, comptés une fois', review.sharedGroups],
    ['Groupes', 'Concertations', concertations.meetings],
    ['Groupes', 'Participants', concertations.participants],
    ['Groupes', 'Concertations avec un pilote en fonction', concertations.piloted],
    ['Instances', 'Comités locaux attendus', bodies.committeesDue],
    ['Instances', 'Comités locaux tenus parmi ceux attendus', bodies.committeesKept],
    ['Instances', 'Comités locaux tenus', bodies.committeesHeld],
    ['Instances', 'COPIL attendus', bodies.steeringDue],
    ['Instances', 'COPIL tenus', bodies.steeringHeld],
    ['Circuit', 'Demandes de validation faites', circuit.asked],
    ['Circuit', 'Approuvées', circuit.approved],
    ['Circuit', 'Refusées', circuit.refused],
    ['Circuit', 'Annulées', circuit.cancelled],
    ['Circuit', 'Ouvertes à la fin de la période', circuit.open],
    ['Circuit', 'Délai médian d’une décision (jours ouvrés)', circuit.decided.median],
    ['Indicateurs', 'Indicateurs', targets.indicators],
    ['Indicateurs', 'Renseignés', targets.answered],
    ['Indicateurs', 'Sans objet', targets.notApplicable],
    ['Indicateurs', 'Objectifs fixés', targets.withTarget],
    ['Indicateurs', 'Objectifs atteints', targets.reached],
    ['Indicateurs', 'Objectifs non atteints', targets.missed],
    ['Indicateurs', 'Objectifs sans valeur', withoutValue(targets)],
    ['Indicateurs', 'Évaluations attendues', evaluations.expected],
    ['Indicateurs', 'Évaluations transmises', evaluations.submitted],
    ['Indicateurs', 'Évaluations acceptées', evaluations.accepted],
    ['Partenaires', 'Signataires', partners.signatories],
    ['Partenaires', 'Structures qui participent', partners.involved],
    ['Partenaires', 'Structures nouvelles', partners.newlyInvolved?.length ?? null],
    ['Gouvernance', 'Structures signataires sans référent', vacant.structures.length],
    ['Gouvernance', 'Territoires sans référent', vacant.territories.length],
    ['Gouvernance', 'Groupes sans pilote', vacant.pilots.length],
    ['Gouvernance', 'Groupes sans co-pilote', vacant.coPilots.length],
    ['Gouvernance', 'Groupes à deux pilotes d’une même structure', vacant.sameStructure.length],
    ['Gouvernance', 'Superpositions', coverage.overlaps.length],
    ['Gouvernance', 'Thèmes sans action en cours', coverage.gaps.themes.length],
    ['Gouvernance', 'Publics sans action en cours', coverage.gaps.audiences.length],
  ];
}

export function yearTable({ review }: ReportSource): ReportTable {
  return {
    ...{ name: 'annees', title: 'Année par année' },
    columns: [
      ...[number('Année', 8), text('État', 12), number('Actions')],
      ...statusOrder.map((status) => number(capital(statusLabel(status, 2)), 14)),
      ...[number('Créées'), number('Réalisées dans l’année', 14), number('Groupes')],
      ...[number('Concertations', 14), number('Participants'), number('Comités locaux tenus', 12)],
      ...[number('Comités locaux attendus', 12), number('Décisions')],
      number('Délai médian (jours ouvrés)', 14),
    ],
    rows: review.years.map((one) => [
      ...[ofYear(one.year), one.provisional ? 'en cours' : 'close', one.actions],
      ...statusOrder.map((status) => one.byStatus[status]),
      ...[one.created, one.completed, one.groups, one.meetings, one.participants],
      ...[one.committeesHeld, one.committeesDue, one.decided, one.medianDays],
    ]),
    note: 'Actions et statuts à la fin de chaque année ; le reste dans l’année. Les années antérieures ne sont pas suivies.',
  };
}

/** The census of a past pact beside the pact that is asked about: counts and shares. */
export function comparisonTable({ review, pact, past }: ReportSource): ReportTable {
  const { total, byStatus } = review.actions;
  const share = (part: number, of: number): Cell =>
    of === 0 ? null : { percent: Math.round((part / of) * 1000) / 10 };
  const twoStructures = review.groups.filter(
    (one) => one.standing && one.pilot && one.coPilot && !one.sameStructure,
  ).length;
  return {
    ...{ name: 'comparaison', title: 'Comparaison des pactes' },
    columns: [
      text('Chiffre', 44),
      ...past.flatMap(({ title }) => [number(title, 22), number('Part', 10)]),
      ...[number(pact.title, 22), number('Part', 10)],
    ],
    rows: [
      ['Actions', ...past.flatMap((one) => [one.total, null]), total, null],
      ...statusOrder.map((status) => [
        `Actions ${statusLabel(status, 2)}`,
        ...past.flatMap((one) => [one.byStatus[status], share(one.byStatus[status], one.total)]),
        ...[byStatus[status], share(byStatus[status], total)],
      ]),
      ['Groupes de travail', ...past.flatMap((one) => [one.groups, null]), review.groupCount, null],
      [
        'Dont partagés entre territoires',
        ...past.flatMap((one) => [one.sharedGroups, share(one.sharedGroups, one.groups)]),
        ...[review.sharedGroups, share(review.sharedGroups, review.groupCount)],
      ],
      [
        'Dont pilotés par deux structures',
        ...past.flatMap((one) => [one.twoStructures, share(one.twoStructures, one.groups)]),
        ...[twoStructures, share(twoStructures, review.groupCount)],
      ],
    ],
    note: 'Le pacte passé est compté dans le texte du pacte, non suivi par l’outil : ses actions n’y sont pas détaillées.',
  };
}
