/** What the bilan of 50,000 actions and ten years takes, from the file to the files. */
import { performance } from 'node:perf_hooks';
import { periodOf, type Question } from '../src/domain/figures/period.ts';
import { computeReview } from '../src/domain/figures/review.ts';
import type { ReportRequest } from '../src/reports/make-report.ts';
import { reportProcesses } from '../src/reports/report-process.ts';
import { openForReading } from '../src/store/database.ts';
import { readPact } from '../src/store/pacts.ts';
import { readReviewFacts } from '../src/use-cases/read-review-facts.ts';
import { firstYear, lastDay, type Size, writeLargePact, years } from './large-pact.ts';

export const largest: Size = { actions: 50_000, groups: 500, requests: 10_000 };

const rounds = 3;

export async function measureReview(path: string, print: (words: string) => void): Promise<void> {
  const pactId = await writeLargePact(path, largest);
  const year = firstYear + years - 1;
  const question: Question = {
    ...{ span: { kind: 'year', year }, scope: { kind: 'pact' }, today: lastDay },
  };
  for (let round = 0; round < rounds; round += 1) {
    const db = openForReading(path);
    const pact = await readPact(db);
    if (!pact) throw new Error('no pact is loaded');
    const period = periodOf(question.span, { ...pact, pact: pact.definition }, lastDay);
    const begun = performance.now();
    const facts = await readReviewFacts(db, pact, period.fromInstant);
    const read = performance.now();
    const review = computeReview(facts, question);
    const computed = performance.now();
    await db.destroy();
    if (review.actions.total !== largest.actions) throw new Error('actions are missing');
    print(
      `Bilan of ${largest.actions} actions and ${years} years: read in ${told(read - begun)}, computed in ${told(computed - read)}`,
    );
  }
  await using processes = reportProcesses(path);
  const wanted: readonly ReportRequest['forms'][] = [
    [],
    ['pictures'],
    ['document'],
    ['workbook'],
    ['csv'],
    ['pictures', 'document', 'workbook', 'csv'],
  ];
  for (const forms of wanted) {
    const begun = performance.now();
    const { files } = await processes.make({ ...question, pactId, forms });
    const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
    print(
      `${forms.length === 0 ? 'figures alone' : forms.join(' + ')}, in a process of its own: ${told(performance.now() - begun)}, ${(bytes / 1e6).toFixed(1)} MB`,
    );
  }
}

function told(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
