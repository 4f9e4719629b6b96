/** One bilan, in the forms that are wanted: everything from one reading and one computation. */

import { censusFigures } from '../domain/figures/census.ts';
import { periodOf, type Question } from '../domain/figures/period.ts';
import { computeReview } from '../domain/figures/review.ts';
import { foldText } from '../domain/fold.ts';
import { writeZip } from '../files/zip-writer.ts';
import type { Db } from '../store/database.ts';
import { listPacts, readPact } from '../store/pacts.ts';
import { readReviewFacts } from '../use-cases/read-review-facts.ts';
import { readReviewTexts } from '../use-cases/read-review-texts.ts';
import { csvFiles } from './csv-tables.ts';
import type { Picture } from './pictures/bar-chart.ts';
import type { Medium } from './pictures/render-png.ts';
import {
  type ReportFile,
  type ReportSource,
  type ReviewSummary,
  summaryOf,
} from './report-source.ts';
import { periodTitle, scopeTitle } from './report-words.ts';
import { allTables } from './tables/all-tables.ts';
import type { ReportTable } from './tables/report-table.ts';
import { writeWorkbook } from './workbook.ts';

export const reportForms = ['pictures', 'document', 'workbook', 'csv'] as const;
export type ReportForm = (typeof reportForms)[number];

export interface ReportRequest extends Question {
  readonly pactId: string;
  /** None: the figures alone. */
  readonly forms: readonly ReportForm[];
}

export interface MadeReport {
  readonly summary: ReviewSummary;
  readonly files: readonly ReportFile[];
}

const mediaTypes = {
  document: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  workbook: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type ReportMaker = (request: ReportRequest) => Promise<MadeReport>;

/**
 * Reads in one go with `open`, closes, then writes: nobody waits for the files to be made.
 * @throws when the pact is not stored
 */
export async function makeReport(
  open: () => Db | Promise<Db>,
  request: ReportRequest,
): Promise<MadeReport> {
  const db = await open();
  const source = await readReport(db, request).finally(() => db.destroy());
  return { summary: summaryOf(source.review), files: await writeForms(source, request.forms) };
}

/** In the process of the bot, on its own connection: for a store that lives in memory. */
export function makeReportsHere(db: Db): ReportMaker {
  return async (request) => {
    const source = await db.transaction().execute((trx) => readReport(trx, request));
    return { summary: summaryOf(source.review), files: await writeForms(source, request.forms) };
  };
}

export async function writeForms(
  source: ReportSource,
  forms: readonly ReportForm[],
): Promise<readonly ReportFile[]> {
  // Several forms show the same tables: they are made once.
  const once = { tables: lazily(() => allTables(source)) };
  const wanted = reportForms.filter((form) => forms.includes(form));
  return (await Promise.all(wanted.map((form) => makers[form](source, once)))).flat();
}

interface MadeOnce {
  readonly tables: () => readonly ReportTable[];
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export async function readReport(
  db: Db,
  request: Omit<ReportRequest, 'forms'>,
): Promise<ReportSource> {
  const pact = await readPact(db, request.pactId);
  if (!pact) throw new Error(`the pact ${request.pactId} is not stored`);
  const { definition, trackedFrom } = pact;
  const period = periodOf(request.span, { pact: definition, trackedFrom }, request.today);
  const facts = await readReviewFacts(db, pact, period.fromInstant);
  const review = computeReview(facts, request);
  return {
    ...{ review, pact: definition, today: request.today },
    texts: await readReviewTexts(db, review),
    past: await readCensuses(db, definition.id),
  };
}

async function readCensuses(db: Db, except: string): Promise<ReportSource['past']> {
  const past = [];
  for (const { id } of await listPacts(db)) {
    const pact = id === except ? undefined : await readPact(db, id);
    const census = pact && censusFigures(pact.definition);
    if (census) past.push(census);
  }
  return past;
}

/** Loaded only when it is asked for: the bot itself never needs it in memory. */
async function draw(source: ReportSource, medium: Medium): Promise<readonly Picture[]> {
  const { drawPictures } = await import('./pictures/draw-pictures.ts');
  return drawPictures(source, medium);
}

type Maker = (source: ReportSource, once: MadeOnce) => Promise<readonly ReportFile[]>;

const makers: Readonly<Record<ReportForm, Maker>> = {
  async pictures(source) {
    return (await draw(source, 'message')).map(({ name, title, alt, png }) => ({
      ...{ name: `${name}.png`, title, alt, mediaType: 'image/png', content: png },
    }));
  },
  async document(source) {
    const { writeDocument } = await import('./document/write-document.ts');
    const content = await writeDocument(source, await draw(source, 'paper'));
    return [named(source, 'docx', mediaTypes.document, content)];
  },
  async workbook(source, once) {
    const { review, pact } = source;
    const title = `${pact.title}. ${periodTitle(review.period)} - ${scopeTitle(review.scope, pact)}`;
    const content = await writeWorkbook(once.tables(), title);
    return [named(source, 'xlsx', mediaTypes.workbook, content)];
  },
  async csv(source, once) {
    const content = await writeZip(csvFiles(once.tables()));
    return [named(source, 'zip', 'application/zip', content)];
  },
};

function named(
  { review, pact }: ReportSource,
  extension: string,
  mediaType: string,
  content: Uint8Array,
): ReportFile {
  const { period, scope } = review;
  const when = period.span.kind === 'year' ? `${period.span.year}` : 'pacte';
  const where = scope.kind === 'pact' ? '' : `-${slug(scopeTitle(scope, pact))}`;
  return {
    name: `bilan-${when}${where}.${extension}`,
    title: `${periodTitle(period)} - ${scopeTitle(scope, pact)}`,
    ...{ mediaType, content },
  };
}

function slug(label: string): string {
  return foldText(label)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
}
