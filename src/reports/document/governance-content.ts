/** Governance in the document: bodies, groups, circuit, partners, seats, overlaps and gaps. */
import type { ReportSource } from '../report-source.ts';
import {
  committeeTable,
  gapSummaryTable,
  groupTable,
  kindTable,
  overlapTable,
  partnerTable,
  seatTable,
  steeringTable,
  stepTable,
} from '../tables/governance-tables.ts';
import type { ReportTable } from '../tables/report-table.ts';
import { type Block, heading, note, type Show, table } from './parts.ts';

export function governanceContent(source: ReportSource, show: Show): readonly Block[] {
  const ofPact = source.review.scope.kind === 'pact';
  return [
    heading(1, 'La gouvernance'),
    heading(2, 'Les instances'),
    ...show('instances'),
    ...table(committeeTable(source), { empty: 'Aucun comité local n’était attendu.' }),
    ...(ofPact
      ? table(steeringTable(source), { empty: 'Aucun COPIL n’était attendu dans la période.' })
      : []),
    heading(2, 'Les groupes de travail'),
    ...groups(source),
    heading(2, 'Le circuit de décision'),
    ...circuitBlocks(source, show),
    heading(2, 'Les nouveaux partenaires'),
    ...table(partnerTable(source), { empty: 'Aucun nouveau partenaire dans la période.' }),
    ...missingNote(partnerTable(source)),
    heading(2, 'Les sièges à pourvoir'),
    ...table(seatTable(source), { rows: 200, empty: 'Aucun siège n’est vacant.' }),
    heading(2, 'Les superpositions et les lacunes'),
    ...table(overlapTable(source), { rows: 200, empty: 'Aucune superposition.' }),
    ...table(gapSummaryTable(source)),
  ];
}

/** Why there is nothing to compare with, when there is no row to carry it. */
function missingNote({ rows, note: words }: ReportTable): readonly Block[] {
  return rows.length === 0 && words !== undefined ? [note(words)] : [];
}

function groups(source: ReportSource): readonly Block[] {
  return table(groupTable(source), {
    columns: [
      ...([
        ['Code', 10],
        ['Groupe', 30],
        ['Territoires', 20],
        ['Actions', 9],
      ] as const),
      ...([
        ['Concertations', 14],
        ['Participants', 13],
      ] as const),
      ...([
        ['Pilote', 9],
        ['Co-pilote', 10],
      ] as const),
    ],
    ...{ rows: 300, empty: 'Aucun groupe de travail.' },
  });
}

/** Of a structure: the groups it is in, and how the requests about them went. */
export function circuitContent(source: ReportSource, show: Show): readonly Block[] {
  return [
    heading(1, 'Les groupes de travail'),
    ...groups(source),
    heading(1, 'Le circuit de décision'),
    ...circuitBlocks(source, show),
  ];
}

function circuitBlocks(source: ReportSource, show: Show): readonly Block[] {
  return [
    ...show('delais-du-circuit'),
    ...table(stepTable(source), {
      columns: [
        ...([
          ['Circuit', 20],
          ['Étape', 30],
          ['Étapes closes', 11],
        ] as const),
        ...([
          ['Délai médian (jours ouvrés)', 15],
          ['Délai prévu', 11],
        ] as const),
        ['Dans le délai prévu', 13],
      ],
      empty: 'Aucune étape n’a été close dans la période.',
    }),
    ...table(kindTable(source)),
  ];
}
