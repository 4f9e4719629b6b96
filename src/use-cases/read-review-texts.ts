/** The names and texts that a bilan shows beside its figures. They may have been erased since. */
import type { Review } from '../domain/figures/review.ts';
import type { BlockerKind } from '../domain/terms.ts';
import { indicatorsOfPact } from '../store/actions.ts';
import type { Db } from '../store/database.ts';
import { listGroups } from '../store/groups.ts';
import { readingsOfPact } from '../store/readings.ts';
import { readTexts } from '../store/texts.ts';

export interface OpenBlocker {
  readonly actionId: string;
  readonly kind: BlockerKind;
  readonly raisedAt: string;
  /** Empty when nothing was said, or when it was erased. */
  readonly words: string;
}

export interface ReviewTexts {
  readonly actionTitles: ReadonlyMap<string, string>;
  readonly groupTitles: ReadonlyMap<string, string>;
  readonly indicatorLabels: ReadonlyMap<string, string>;
  /** The values of textual indicators in the year that is shown, by indicator. */
  readonly readingWords: ReadonlyMap<string, string>;
  /** What the experimentations deliver, by action. */
  readonly deliverables: ReadonlyMap<string, string>;
  /** Those open at the end of the period, oldest first. */
  readonly blockers: readonly OpenBlocker[];
}

export async function readReviewTexts(db: Db, review: Review): Promise<ReviewTexts> {
  const { pactId } = review;
  const actions = await db
    .selectFrom('action')
    .select(['id', 'title', 'experimentation', 'deliverables'])
    .where('pactId', '=', pactId)
    .execute();
  const indicators = await indicatorsOfPact(db, pactId);
  const groups = await listGroups(db, pactId);
  return {
    actionTitles: new Map(actions.map(({ id, title }) => [id, title])),
    groupTitles: new Map(groups.map(({ id, title }) => [id, title])),
    indicatorLabels: new Map(indicators.map(({ id, label }) => [id, label])),
    readingWords: await readReadingWords(db, review),
    deliverables: new Map(
      actions
        .filter(({ experimentation }) => experimentation === 1)
        .map(({ id, deliverables }) => [id, deliverables]),
    ),
    blockers: await readBlockers(db, review),
  };
}

async function readReadingWords(db: Db, review: Review): Promise<ReadonlyMap<string, string>> {
  const shown = new Map(
    review.indicatorList.flatMap(({ indicator, year, hasText }) =>
      hasText && year !== null ? [[indicator.id, year] as const] : [],
    ),
  );
  if (shown.size === 0) return new Map();
  const readings = (await readingsOfPact(db, review.pactId)).filter(
    ({ indicatorId, year, notApplicable }) => shown.get(indicatorId) === year && !notApplicable,
  );
  const texts = await readTexts(
    db,
    readings.flatMap(({ textId }) => textId ?? []),
  );
  const words = new Map<string, string>();
  for (const { indicatorId, textId } of readings) {
    const own = texts.get(textId ?? '');
    if (own) words.set(indicatorId, [words.get(indicatorId), own].filter(Boolean).join('\n'));
  }
  return words;
}

async function readBlockers(db: Db, review: Review): Promise<readonly OpenBlocker[]> {
  const blocked = new Set(
    review.actionList.filter((one) => one.blocked).map(({ fact }) => fact.id),
  );
  if (blocked.size === 0) return [];
  const { before } = review.period;
  const rows = await db
    .selectFrom('blocker')
    .select(['actionId', 'kind', 'raisedAt', 'textId'])
    .where('raisedAt', '<', before)
    .where((or) => or.or([or('liftedAt', 'is', null), or('liftedAt', '>=', before)]))
    .orderBy('raisedAt')
    .execute();
  const own = rows.filter(({ actionId }) => blocked.has(actionId));
  const texts = await readTexts(
    db,
    own.flatMap(({ textId }) => textId ?? []),
  );
  return own.map(({ textId, ...blocker }) => ({
    ...blocker,
    words: texts.get(textId ?? '') ?? '',
  }));
}
