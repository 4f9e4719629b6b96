/** The bilan as cards: the figures in words, the files they come with, and where to go next. */
import type { Period, Question, Scope } from '../../domain/figures/period.ts';
import { plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { essentialsOf } from '../../reports/essentials.ts';
import type { ReportForm } from '../../reports/make-report.ts';
import type { ReportFile, ReviewSummary } from '../../reports/report-source.ts';
import { actionsWords, asOf, periodTitle, scopeTitle } from '../../reports/report-words.ts';
import type { Pact } from '../../store/pacts.ts';
import { mayReadReview } from '../../use-cases/review-access.ts';
import { button, buttons, item, note, say, text } from '../answers.ts';
import type { Button, Card, CardBlock } from '../card.ts';
import { structureLabel, territoryLabel } from '../labels.ts';
import type { Turn } from '../turn.ts';
import { prefixOf } from './committee-year.ts';

/** What a bilan is about, and who asks. */
export interface Subject {
  readonly turn: Turn;
  readonly pact: Pact;
  readonly question: Question;
  readonly period: Period;
}

export function reviewCard(subject: Subject, review: ReviewSummary): Card {
  const { pact, period } = subject;
  const essentials = essentialsOf(review, pact.definition);
  const blocks: CardBlock[] = [note(provenance(subject))];
  for (const { title, sentences } of essentials)
    blocks.push(text({ bold: title }, '\n', sentences.join('\n')));
  blocks.push(buttons(...formButtons(subject)), buttons(...otherButtons(subject)));
  return {
    summary: `${titleOf(subject)}, ${asOf(period)}. ${actionsWords(review.actions.total, review.actions.byStatus)}.`,
    title: titleOf(subject),
    blocks,
  };
}

/** «Bilan 2026 - Étang de Thau». */
export function titleOf({ pact, question, period }: Subject): string {
  return `${periodTitle(period)} - ${scopeTitle(question.scope, pact.definition)}`;
}

function provenance({ pact, period }: Subject): string {
  const tracked =
    period.standing === 'partlyTracked'
      ? ` Suivi depuis le ${plainDate(pact.trackedFrom)} : ce qui précède n’est pas suivi.`
      : '';
  return `${pact.definition.title}, chiffres ${asOf(period)}.${tracked}`;
}

/** The words that ask for a bilan again; `span` is a year or «pacte». */
export function reviewWords(turn: Turn, span: string, scope: Scope, form?: ReportForm): string {
  const place =
    scope.kind === 'pact'
      ? ''
      : ` ${scope.kind === 'territory' ? prefixOf(turn, scope.code) : scope.code}`;
  return `bilan ${span}${place}${form === undefined ? '' : ` ${formWords[form]}`}`;
}

export function scopeName(turn: Turn, scope: Scope): string {
  switch (scope.kind) {
    case 'pact':
      return 'Tout le pacte';
    case 'territory':
      return territoryLabel(turn.names, scope.code);
    case 'structure':
      return structureLabel(turn.names, scope.code);
  }
}

const formWords: Readonly<Record<ReportForm, string>> = {
  document: 'docx',
  workbook: 'xlsx',
  csv: 'csv',
  pictures: 'images',
};

function spanWords({ question, pact, turn }: Subject): string {
  const { span } = question;
  if (span.kind === 'year') return `${span.year}`;
  if (pact.isCurrent) return 'pacte';
  const past = turn.names.vocabulary.pastPacts?.find(({ id }) => id === pact.definition.id);
  return past ? `${past.startsOn.slice(0, 4)}-${past.endsOn.slice(0, 4)}` : 'pacte';
}

function formButtons(subject: Subject): readonly Button[] {
  const { turn, question } = subject;
  const words = (form: ReportForm) =>
    say(reviewWords(turn, spanWords(subject), question.scope, form));
  return [
    button('Document (DOCX)', words('document'), 'primary'),
    button('Tableur (XLSX)', words('workbook')),
    button('Données (CSV)', words('csv')),
  ];
}

/** The year before, the whole pact, the territories, the pact before. */
function otherButtons({ turn, question, pact }: Subject): readonly Button[] {
  const { span, scope } = question;
  const known = (year: number) => year >= Number(pact.trackedFrom.slice(0, 4));
  const others: Button[] = [];
  if (span.kind === 'year') {
    const before = span.year - 1;
    if (known(before))
      others.push(button(`Bilan ${before}`, say(reviewWords(turn, `${before}`, scope))));
    others.push(button('Tout le pacte, depuis le début', say(reviewWords(turn, 'pacte', scope))));
  } else {
    const year = turn.today.slice(0, 4);
    others.push(button(`Bilan ${year}`, say(reviewWords(turn, year, scope))));
  }
  const overall = mayReadReview(turn, { kind: 'pact' }, []);
  if (overall && scope.kind === 'pact' && span.kind === 'year')
    others.push(button('Par territoire', say(`bilan ${span.year} par territoire`)));
  const [past] = turn.names.vocabulary.pastPacts ?? [];
  if (past && scope.kind === 'pact')
    others.push(button('Pacte précédent', say('bilan pacte précédent')));
  others.push(button('Accueil', say('accueil')));
  return others;
}

/** The territories side by side, in the order of the pact: this is no ranking. */
export function territoriesCard(subject: Subject, review: ReviewSummary): Card {
  const { turn, period, question } = subject;
  const committees = new Map(review.bodies.committees.map((one) => [one.territory, one]));
  const rows = review.byTerritory.map((row) => {
    const committee = committees.get(row.code);
    const held = committee
      ? ` Comité local : ${Math.min(committee.held, committee.due)} sur ${committee.due}.`
      : '';
    const shared =
      row.sharedActions > 0 ? ` (dont ${count(row.sharedActions, 'partagée', 'partagées')})` : '';
    return item(
      [
        { bold: territoryLabel(turn.names, row.code) },
        `\n${actionsWords(row.actions.total, row.actions.byStatus)}${shared}.\n${count(row.groups, 'groupe', 'groupes')}, ${count(row.meetings, 'concertation', 'concertations')}.${held}`,
      ],
      button(
        'Voir',
        say(
          reviewWords(turn, spanWords(subject), {
            kind: 'territory',
            code: row.code,
          }),
        ),
      ),
    );
  });
  const title = `${periodTitle(period)} - par territoire`;
  return {
    summary: `${title} : ${count(review.actions.total, 'action', 'actions')} en tout.`,
    title,
    blocks: [
      note(provenance(subject)),
      ...rows,
      note(
        `Ensemble : ${count(review.actions.total, 'action', 'actions')}, ${count(review.groupCount, 'groupe', 'groupes')}. Un groupe partagé compte dans chacun de ses territoires, et une fois dans l’ensemble.`,
      ),
      buttons(
        button('Ensemble', say(reviewWords(turn, spanWords(subject), question.scope))),
        button('Accueil', say('accueil')),
      ),
    ],
  };
}

export function announcement(words: string): Card {
  return { summary: words, blocks: [text(words)] };
}

/** What each picture shows, in words: whoever sees none reads the same figures. */
export function picturesCard(subject: Subject, files: readonly ReportFile[]): Card {
  const title = `Images du ${titleOf(subject).replace('Bilan', 'bilan')}`;
  return {
    summary: `${title} : ${files.map((file) => file.title).join(' ; ')}.`,
    title,
    blocks: files.map((file) => text({ bold: file.title }, '\n', file.alt ?? '')),
  };
}

export function filesCard(subject: Subject, form: ReportForm): Card {
  const words = `${givenWords[form]} du ${titleOf(subject).replace('Bilan', 'bilan')}.`;
  return { summary: words, blocks: [text(words), note(formNotes[form])] };
}

const givenWords: Readonly<Record<ReportForm, string>> = {
  document: 'Voici le document',
  workbook: 'Voici le tableur',
  csv: 'Voici les tableaux CSV',
  pictures: 'Voici les images',
};

const formNotes: Readonly<Record<ReportForm, string>> = {
  document:
    'Il se modifie dans Word ou LibreOffice. Ses chiffres sont ceux du jour où il a été fait.',
  workbook: 'Une feuille par tableau, avec des filtres.',
  csv: 'Une archive, avec un fichier par tableau.',
  pictures: '',
};
