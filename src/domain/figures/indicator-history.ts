/**
 * What indicators aimed at, and since when, as the journal tells it: a target that changes in 2028
 * leaves the bilan of 2026 as it was. The rows that create and amend an action tell of all its
 * indicators at once; rows written before targets were journaled say nothing of them.
 */
import type { JournalFact } from '../replay.ts';
import type { IndicatorFact, IndicatorTerms } from './facts.ts';

type Row = Pick<JournalFact, 'at' | 'payload'>;

/** The indicators of one action, those that were retired too, from all its rows in order. */
export class IndicatorHistory {
  readonly #actionId: string;
  readonly #indicators = new Map<string, Told>();
  /** What the first row that tells anything finds there came with the action. */
  #since: string | undefined;
  #isTold = false;

  constructor(actionId: string) {
    this.#actionId = actionId;
  }

  read({ at, payload }: Row): void {
    this.#since ??= at;
    if (!Array.isArray(payload.indicators)) return;
    const told = payload.indicators as readonly (Omit<IndicatorTerms, 'at'> & { id: string })[];
    const since = this.#isTold ? at : this.#since;
    this.#isTold = true;
    const kept = new Set(told.map(({ id }) => id));
    for (const [id, one] of this.#indicators) if (!kept.has(id)) one.retiredAt ??= at;
    for (const { id, unit, family, template, target } of told)
      this.#follow(id, { at: since, unit, family, template, target });
  }

  get facts(): readonly IndicatorFact[] {
    return [...this.#indicators].map(([id, { createdAt, retiredAt, terms }]) => ({
      ...{ id, actionId: this.#actionId, createdAt, retiredAt, terms },
    }));
  }

  #follow(id: string, now: IndicatorTerms): void {
    const terms = this.#indicators.get(id)?.terms;
    if (!terms) this.#indicators.set(id, { createdAt: now.at, retiredAt: null, terms: [now] });
    else if (!isSame(terms.at(-1), now)) terms.push(now);
  }
}

interface Told {
  readonly createdAt: string;
  retiredAt: string | null;
  readonly terms: IndicatorTerms[];
}

function isSame(former: IndicatorTerms | undefined, now: IndicatorTerms): boolean {
  const keys = ['unit', 'family', 'template', 'target'] as const;
  return former !== undefined && keys.every((key) => former[key] === now[key]);
}

/** What it aimed at at an instant, which itself does not count; the earliest known, if later. */
export function termsAt({ id, terms }: IndicatorFact, before: string): IndicatorTerms {
  const found = terms.findLast(({ at }) => at < before) ?? terms[0];
  if (!found) throw new Error(`indicator ${id} measures nothing`);
  return found;
}
