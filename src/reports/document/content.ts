/** What the document says, in the order of the pact: actions, axes, governance, evaluation. */
import { plainDate } from '../../french/format-date.ts';
import { essentialsOf } from '../essentials.ts';
import type { Picture } from '../pictures/bar-chart.ts';
import { type ReportSource, summaryOf } from '../report-source.ts';
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
import { indicatorTable } from '../tables/indicator-tables.ts';
import { comparisonTable, yearTable } from '../tables/overview-tables.ts';
import { axesContent } from './axes-content.ts';
import { circuitContent, governanceContent } from './governance-content.ts';
import { type Block, bullet, heading, paragraph, picture, type Show, table } from './parts.ts';

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
    ...axesContent(source),
    ...(source.review.scope.kind === 'structure'
      ? circuitContent(source, show)
      : governanceContent(source, show)),
    ...evaluation(source, show),
    ...years(source, show),
    ...annex(source),
    ...method(source),
  ];
}

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
        // A structure has no committee of its own.
        ...(review.scope.kind === 'structure'
          ? []
          : ([
              ['Comités locaux tenus', 13],
              ['Comités locaux attendus', 13],
            ] as const)),
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
  const { from, until } = review.period;
  const began = from <= review.trackedFrom && review.trackedFrom <= until;
  return [
    heading(1, 'Comment ces chiffres sont établis'),
    bullet(
      'Les statuts sont ceux du dernier jour de la période, tels qu’ils étaient alors déclarés.',
    ),
    bullet(
      'Concertations, participants et présence des pilotes sont calculés à partir des réunions et des mandats : personne ne les saisit une seconde fois.',
    ),
    bullet(
      'Les nombres d’un même indicateur s’additionnent ; les taux ne s’additionnent pas et ne se moyennent pas. Un objectif atteint l’est au regard de ce qui était fixé à la fin de l’année.',
    ),
    bullet('Les délais du circuit sont en jours ouvrés. Aucune personne n’est nommée.'),
    bullet(
      'Un groupe partagé entre territoires compte dans chacun d’eux, et une seule fois dans l’ensemble.',
    ),
    bullet(
      `Le suivi commence le ${plainDate(review.trackedFrom)} : ce qui précède est « non suivi ».${began ? ' Ce qui existait déjà ce jour-là compte comme créé quand il a été enregistré.' : ''}`,
    ),
  ];
}
