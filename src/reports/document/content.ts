/** What the document says, in the order of the pact: actions, axes, governance, evaluation. */
import type { FileChild } from 'docx';
import { plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { essentialsOf } from '../essentials.ts';
import type { Picture } from '../pictures/bar-chart.ts';
import { axisLabel, inlineLabel, type ReportSource, summaryOf } from '../report-source.ts';
import { untrackedWords } from '../report-words.ts';
import {
  actionTable,
  audienceTable,
  axisTable,
  difficultyTable,
  experimentTable,
  territoryTable,
  themeTable,
} from '../tables/action-tables.ts';
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
import { effectTable, indicatorTable } from '../tables/indicator-tables.ts';
import { comparisonTable, yearTable } from '../tables/overview-tables.ts';
import type { ReportTable } from '../tables/report-table.ts';
import { bullet, heading, note, paragraph, picture, table } from './parts.ts';

type Block = FileChild;

const statusColumns = [
  ...(['Réalisées', 'En fonctionnement', 'En cours'] as const),
  ...(['Au stade du projet', 'Abandonnées'] as const),
];
const counts = (first: string, share: number) => [
  [first, share] as const,
  ['Actions', 10] as const,
  ...statusColumns.map((title) => [title, 14] as const),
];

export function contentOf(source: ReportSource, pictures: readonly Picture[]): readonly Block[] {
  const untracked = untrackedWords(source.review.period, source.review.trackedFrom, source.pact);
  if (untracked !== undefined) return [heading(1, 'L’essentiel'), paragraph(untracked)];
  const show = (name: string) =>
    pictures.filter((one) => one.name === name).flatMap((one) => picture(one));
  return [
    ...essentials(source),
    ...actions(source, show),
    ...axes(source),
    ...(source.review.scope.kind === 'structure'
      ? circuit(source, show)
      : governance(source, show)),
    ...evaluation(source, show),
    ...years(source, show),
    ...annex(source),
    ...method(source),
  ];
}

type Show = (name: string) => readonly Block[];

function essentials({ review, pact }: ReportSource): readonly Block[] {
  return [
    heading(1, 'L’essentiel'),
    ...essentialsOf(summaryOf(review), pact).map(({ title, sentences }) =>
      bullet(sentences.join(' '), `${title} : `),
    ),
  ];
}

function actions(source: ReportSource, show: Show): readonly Block[] {
  return [
    heading(1, 'Les actions'),
    heading(2, 'Où en sont les actions'),
    ...show('statuts-par-axe'),
    ...table(axisTable(source), { columns: counts('Axe', 40) }),
    heading(2, 'Par thème'),
    ...table(themeTable(source), { columns: [['Axe', 8], ...counts('Thème', 34)] }),
    heading(2, 'Par public'),
    ...table(audienceTable(source), { columns: counts('Public', 40) }),
    heading(2, 'Par territoire'),
    ...table(territoryTable(source), {
      columns: [
        ...counts('Territoire', 24),
        ...([
          ['Groupes', 10],
          ['Concertations', 14],
          ['Participants', 13],
        ] as const),
      ],
    }),
    heading(2, 'Les expérimentations'),
    ...table(experimentTable(source), {
      columns: [
        ['Code', 9],
        ['Action', 30],
        ['Territoires', 20],
        ['Statut', 19],
        ['Livrables', 32],
      ],
      ...{ rows: 100, empty: 'Aucune action n’est déclarée comme expérimentation.' },
    }),
    heading(2, 'Les difficultés rencontrées'),
    ...table(difficultyTable(source), {
      columns: [
        ['Code', 9],
        ['Action', 30],
        ['Nature', 18],
        ['Depuis le', 13],
        ['Ce qui en est dit', 36],
      ],
      ...{ rows: 100, empty: 'Aucune action n’est bloquée à la fin de la période.' },
    }),
  ];
}

/** One heading an axis of the pact: its objective, its themes, its effects. */
function axes(source: ReportSource): readonly Block[] {
  const { pact, review } = source;
  const effects = effectTable(source);
  const blocks: Block[] = [heading(1, 'Les axes du pacte')];
  for (const axis of pact.axes.filter((one) => !one.retiredOn)) {
    const label = axisLabel(pact, axis.code);
    const own = pact.themes.filter((theme) => theme.axis === axis.code);
    const themes = review.byTheme
      .filter(({ code, actions: { total } }) => total > 0 && own.some((one) => one.code === code))
      .map(({ code, actions: { total, byStatus } }) => {
        const { completed } = byStatus;
        const done = completed > 0 ? `, dont ${count(completed, 'réalisée', 'réalisées')}` : '';
        return bullet(
          `${inlineLabel(pact.themes, code)} : ${count(total, 'action', 'actions')}${done}`,
        );
      });
    blocks.push(
      heading(2, label),
      ...(axis.objective ? [paragraph(axis.objective)] : []),
      ...(themes.length > 0 ? themes : [paragraph('Aucune action ne relève de ses thèmes.')]),
      ...table(ofAxis(effects, label), {
        columns: [
          ...([
            ['Indicateur', 40],
            ['Réponses', 13],
            ['Somme', 12],
            ['Le plus bas', 13],
          ] as const),
          ...([
            ['Le plus haut', 13],
            ['Objectifs atteints', 15],
          ] as const),
          ['Objectifs non atteints', 16],
        ],
      }),
    );
  }
  return blocks;
}

function ofAxis(effects: ReportTable, label: string): ReportTable {
  const { note: _, ...rest } = effects;
  const rows = effects.rows.filter(([axis, , answers]) => axis === label && answers !== 0);
  return { ...rest, rows };
}

function governance(source: ReportSource, show: Show): readonly Block[] {
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

function circuit(source: ReportSource, show: Show): readonly Block[] {
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

function evaluation(source: ReportSource, show: Show): readonly Block[] {
  return [
    heading(1, 'L’évaluation'),
    heading(2, 'Les indicateurs et leurs objectifs'),
    ...show('indicateurs-et-objectifs'),
    ...table(indicatorTable(source, 200), {
      columns: [
        ...([
          ['Code', 9],
          ['Indicateur', 34],
          ['Valeur', 11],
          ['Année précédente', 13],
        ] as const),
        ...([
          ['Objectif', 11],
          ['Objectif atteint', 11],
          ['Situation', 15],
        ] as const),
      ],
      ...{ empty: 'Aucune action n’a d’indicateur.' },
    }),
  ];
}

function years(source: ReportSource, show: Show): readonly Block[] {
  const { review, past } = source;
  return [
    heading(1, 'D’une année à l’autre'),
    ...show('annee-par-annee'),
    ...table(yearTable(source), {
      columns: [
        ...([
          ['Année', 9],
          ['Actions', 10],
          ['Réalisées dans l’année', 13],
        ] as const),
        ...([
          ['Groupes', 10],
          ['Concertations', 15],
          ['Participants', 14],
        ] as const),
        ...([
          ['Comités locaux tenus', 13],
          ['Comités locaux attendus', 13],
        ] as const),
        ['Délai médian (jours ouvrés)', 15],
      ],
    }),
    ...(review.scope.kind === 'pact' && past.length > 0
      ? [
          heading(2, 'Le pacte précédent'),
          ...show('comparaison-des-pactes'),
          ...table(comparisonTable(source)),
        ]
      : []),
  ];
}

function annex(source: ReportSource): readonly Block[] {
  return [
    heading(1, 'Annexe : les actions'),
    ...table(actionTable(source, 300), {
      columns: [
        ['Code', 10],
        ['Action', 42],
        ['Statut', 18],
        ['Territoires', 26],
        ['Axes', 8],
      ],
      ...{ empty: 'Aucune action.' },
    }),
  ];
}

/** Said once, so that whoever reads the document knows what its figures are. */
function method({ review }: ReportSource): readonly Block[] {
  return [
    heading(1, 'Comment ces chiffres sont établis'),
    bullet(
      'Les statuts sont ceux du dernier jour de la période, tels qu’ils étaient alors déclarés.',
    ),
    bullet(
      'Concertations, participants et présence des pilotes sont calculés à partir des réunions et des mandats : personne ne les saisit une seconde fois.',
    ),
    bullet('Les délais du circuit sont en jours ouvrés. Aucune personne n’est nommée.'),
    bullet(
      'Un groupe partagé entre territoires compte dans chacun d’eux, et une seule fois dans l’ensemble.',
    ),
    bullet(
      `Le suivi commence le ${plainDate(review.trackedFrom)} : ce qui précède est « non suivi ».`,
    ),
  ];
}
