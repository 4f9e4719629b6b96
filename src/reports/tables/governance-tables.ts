/** Governance: bodies, groups, circuit, partners, seats, overlaps and gaps. No person is named. */

import type { Delays } from '../../domain/figures/delays.ts';
import type { VacantSeats } from '../../domain/figures/partners.ts';
import { monthAndYear, shortDate } from '../../french/format-date.ts';
import { inlineLabel, labelOf, labelsOf, type ReportSource } from '../report-source.ts';
import { categoryLabel } from '../report-words.ts';
import {
  type Cell,
  type Column,
  day,
  inOrderOfCodes,
  number,
  onDay,
  type ReportTable,
  said,
  text,
  yesNo,
} from './report-table.ts';

export function committeeTable({ review, pact }: ReportSource): ReportTable {
  return {
    ...{ name: 'comites-locaux', title: 'Comités locaux' },
    columns: [
      ...[text('Territoire', 32), number('Attendus'), number('Tenus'), number('Participants')],
      text('Dates', 30),
    ],
    rows: review.bodies.committees.map(({ territory, due, held, participants, days }) => [
      ...[labelOf(pact.territories, territory), due, held, participants],
      days.map(shortDate).join(', '),
    ]),
    note: 'Le pacte demande un comité local par territoire et par an.',
  };
}

export function steeringTable({ review }: ReportSource): ReportTable {
  return {
    ...{ name: 'copil', title: 'COPIL' },
    columns: [
      ...[text('COPIL', 28), text('Période prévue', 34), text('Situation', 20), day('Tenu le')],
      number('Participants'),
    ],
    rows: review.bodies.steering.map(({ rule, window, heldOn, participants, due, untracked }) => [
      ...[rule.label, `${monthAndYear(window.from)} à ${monthAndYear(window.until)}`],
      heldOn !== null ? 'tenu' : untracked ? 'non suivi' : due ? 'non déclaré tenu' : 'à venir',
      ...[onDay(heldOn), heldOn === null ? null : participants],
    ]),
  };
}

export function groupTable({ review, pact, texts }: ReportSource): ReportTable {
  const standing = review.groups.filter((one) => one.standing);
  const sorted = inOrderOfCodes(standing, ({ group }) => group.code);
  return {
    ...{ name: 'groupes', title: 'Groupes de travail' },
    columns: [
      ...[text('Code', 10), text('Groupe', 46), text('Territoires', 30), text('Partagé', 9)],
      ...[number('Actions', 10), number('Réalisées', 10), number('Concertations', 14)],
      ...[number('Participants'), number('Avec un pilote en fonction', 16)],
      ...[text('Pilote', 9), text('Co-pilote', 10), text('Pilotage partenaire', 12)],
      text('Deux structures', 12),
    ],
    rows: sorted.map((one) => [
      ...[one.group.code, said(texts.groupTitles.get(one.group.id) ?? '')],
      ...[labelsOf(pact.territories, one.group.territories), yesNo(one.shared)],
      ...[one.actions.total, one.actions.byStatus.completed],
      ...[one.meetings, one.participants, one.piloted],
      ...[yesNo(one.pilot), yesNo(one.coPilot), yesNo(one.partnerPilot)],
      one.pilot && one.coPilot ? yesNo(!one.sameStructure) : '',
    ]),
    note: 'Les sièges sont ceux du dernier jour de la période. Concertations et participants sont calculés à partir des réunions enregistrées.',
  };
}

const delayColumns: readonly Column[] = [
  ...[number('Délai médian (jours ouvrés)', 14), number('Délai moyen', 12)],
  number('Délai le plus long', 14),
];

function delayCells({ median, mean, longest }: Delays): readonly Cell[] {
  return [median, mean === null ? null : Math.round(mean * 10) / 10, longest];
}

export function stepTable({ review }: ReportSource): ReportTable {
  return {
    ...{ name: 'circuit-etapes', title: 'Circuit par étape' },
    columns: [
      ...[text('Circuit', 26), text('Étape', 40), number('Étapes closes'), ...delayColumns],
      ...[number('Délai prévu'), number('Dans le délai prévu', 14)],
    ],
    rows: review.circuit.steps.map((one) => [
      ...[one.circuit.label, one.step.label, one.count, ...delayCells(one)],
      ...[one.allowed, one.withinAllowed],
    ]),
    note: 'En jours ouvrés, de l’ouverture d’une étape à sa clôture. Aucune personne n’est nommée.',
  };
}

export function kindTable({ review }: ReportSource): ReportTable {
  return {
    ...{ name: 'circuit-structures', title: 'Circuit par type de structure' },
    columns: [text('Type de structure', 34), number('Réponses'), ...delayColumns],
    rows: review.circuit.kinds.map((one) => [
      ...[categoryLabel(one.category), one.count, ...delayCells(one)],
    ]),
    note: 'Délai de réponse des référents des structures, par type de structure, dans l’ordre du pacte.',
  };
}

export function partnerTable({ review, pact }: ReportSource): ReportTable {
  const { newlyInvolved, newSignatories } = review.partners;
  const row = (kind: string) => (code: string) => [kind, labelOf(pact.structures, code)];
  return {
    ...{ name: 'nouveaux-partenaires', title: 'Nouveaux partenaires' },
    columns: [text('Nature', 34), text('Structure', 50)],
    rows: [
      ...newSignatories.map(row('signataire nouveau')),
      ...(newlyInvolved ?? []).map(row('participe pour la première fois')),
    ],
    ...(newlyInvolved === null && {
      note: 'Le suivi commence dans cette période : rien ne permet de dire qui participait avant.',
    }),
  };
}

const seatKinds: readonly (readonly [kind: keyof VacantSeats, words: string])[] = [
  ['structures', 'référent ou référente PTI à désigner'],
  ['territories', 'référent ou référente du Département à désigner'],
  ['pilots', 'pilote à désigner'],
  ['coPilots', 'co-pilote à désigner'],
  ['sameStructure', 'pilote et co-pilote de la même structure'],
];

export function seatTable({ review, pact, texts }: ReportSource): ReportTable {
  const groups = new Map(review.groups.map(({ group }) => [group.code, group.id]));
  const ofGroup = (code: string) => texts.groupTitles.get(groups.get(code) ?? '') ?? '';
  const whose = (kind: keyof VacantSeats, code: string): Cell => {
    if (kind === 'structures') return labelOf(pact.structures, code);
    if (kind === 'territories') return labelOf(pact.territories, code);
    return said(`${code} - ${ofGroup(code)}`);
  };
  return {
    ...{ name: 'sieges', title: 'Sièges à pourvoir' },
    columns: [text('Siège', 50), text('Structure, territoire ou groupe', 60)],
    rows: seatKinds.flatMap(([kind, words]) =>
      review.vacant[kind].map((code) => [words, whose(kind, code)]),
    ),
  };
}

export function overlapTable({ review, pact }: ReportSource): ReportTable {
  return {
    ...{ name: 'superpositions', title: 'Superpositions' },
    columns: [text('Territoire', 32), text('Thème', 50), text('Public', 50), text('Groupes', 30)],
    rows: review.coverage.overlaps.map(({ territory, theme, audience, groups }) => [
      ...[labelOf(pact.territories, territory), labelOf(pact.themes, theme)],
      ...[labelOf(pact.audiences, audience), groups.join(', ')],
    ]),
    note: 'Un même thème et un même public, sur un territoire, dans plusieurs groupes : à rapprocher, ou à garder en connaissance de cause.',
  };
}

/** The same, a row a territory: what a page can show. */
export function gapSummaryTable({ review, pact }: ReportSource): ReportTable {
  const { gaps, byTerritory } = review.coverage;
  const none = 'aucun';
  const row = (where: string, { themes, audiences }: Pick<typeof gaps, 'themes' | 'audiences'>) => [
    where,
    themes.map((code) => inlineLabel(pact.themes, code)).join(' ; ') || none,
    audiences.map((code) => inlineLabel(pact.audiences, code)).join(' ; ') || none,
  ];
  return {
    ...{ name: 'lacunes', title: 'Lacunes' },
    columns: [
      text('Territoire', 22),
      text('Thèmes sans action', 50),
      text('Publics sans action', 30),
    ],
    rows: [
      row(whereOf(review, pact), gaps),
      ...byTerritory.map((one) => row(labelOf(pact.territories, one.territory), one)),
    ],
    note: 'Ce dont aucune action en projet, en cours ou en fonctionnement ne relève.',
  };
}

function whereOf({ scope }: ReportSource['review'], pact: ReportSource['pact']): string {
  return scope.kind === 'territory' ? labelOf(pact.territories, scope.code) : 'Département';
}

export function gapTable({ review, pact }: ReportSource): ReportTable {
  const { gaps, byTerritory } = review.coverage;
  const rows = (
    where: string,
    { themes, audiences }: Pick<typeof gaps, 'themes' | 'audiences'>,
  ): readonly (readonly Cell[])[] => [
    ...themes.map((code) => [where, 'thème', labelOf(pact.themes, code)]),
    ...audiences.map((code) => [where, 'public', labelOf(pact.audiences, code)]),
  ];
  return {
    ...{ name: 'lacunes', title: 'Lacunes' },
    columns: [text('Territoire', 32), text('Nature', 12), text('Thème ou public', 70)],
    rows: [
      ...rows(whereOf(review, pact), gaps),
      ...byTerritory.flatMap((one) => rows(labelOf(pact.territories, one.territory), one)),
    ],
    note: 'Ce dont aucune action en projet, en cours ou en fonctionnement ne relève.',
  };
}
