/** What every form of the bilan is written from: the figures, the pact, and the names. */
import type { CensusFigures } from '../domain/figures/census.ts';
import type { Review } from '../domain/figures/review.ts';
import type { PactDefinition, PactItem } from '../domain/pact.ts';
import type { ReviewTexts } from '../use-cases/read-review-texts.ts';

/** The figures without the lists that only documents show. */
export type ReviewSummary = Omit<Review, 'actionList' | 'indicatorList' | 'groups'>;

export interface ReportSource {
  readonly review: Review;
  readonly pact: PactDefinition;
  readonly texts: ReviewTexts;
  /** Past pacts that were counted and not itemised, to compare with. */
  readonly past: readonly CensusFigures[];
  /** The day it is written, in Paris. */
  readonly today: string;
}

export interface ReportFile {
  readonly name: string;
  readonly title: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** What a picture shows, in words. */
  readonly alt?: string;
}

export function summaryOf(review: Review): ReviewSummary {
  const { actionList: _a, indicatorList: _i, groups: _g, ...summary } = review;
  return summary;
}

export function labelOf(items: readonly PactItem[], code: string): string {
  return items.find((item) => item.code === code)?.label ?? code;
}

/** A label within a sentence: some of the pact's are sentences themselves, with a full stop. */
export function inlineLabel(items: readonly PactItem[], code: string): string {
  return labelOf(items, code).replace(/\.$/u, '');
}

export function labelsOf(items: readonly PactItem[], codes: readonly string[]): string {
  return codes.map((code) => labelOf(items, code)).join(', ');
}

/** «Axe 1 - Lever les freins à l'insertion sociale et professionnelle». */
export function axisLabel(pact: PactDefinition, code: string): string {
  const axis = pact.axes.find((item) => item.code === code);
  return axis ? `Axe ${axis.number} - ${axis.label}` : code;
}
