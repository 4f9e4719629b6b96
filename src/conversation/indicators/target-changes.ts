/** What an amendment changed of what indicators aim at: «Objectif de « Personnes reçues » : 60 → 75». */
import { valueText } from '../../french/format-indicator.ts';
import type { ActionEntry } from '../../store/action-entries.ts';
import type { Db } from '../../store/database.ts';
import { readTexts } from '../../store/texts.ts';
import type { AmendedIndicator } from '../../use-cases/amend-action.ts';
import { shorten } from './cell-words.ts';

/** By entry; of what was erased since, nothing is said. */
export async function targetChanges(
  db: Db,
  entries: readonly ActionEntry[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = await readTexts(
    db,
    entries.flatMap(({ changesId }) => changesId ?? []),
  );
  return new Map(
    entries.map(({ id, changesId }) => [id, changesIn(texts.get(changesId ?? '') ?? '{}')]),
  );
}

interface Kept {
  readonly indicators?: {
    readonly from: readonly AmendedIndicator[];
    readonly to: readonly AmendedIndicator[];
  };
}

function changesIn(kept: string): readonly string[] {
  const { from = [], to = [] } = (JSON.parse(kept) as Kept).indicators ?? {};
  return to.flatMap((now) => {
    const before = from.find((one) =>
      // Those kept before ids were are known by their names.
      now.id === undefined ? one.label === now.label : one.id === now.id,
    );
    if (!before || before.target === now.target) return [];
    return `Objectif de « ${shorten(now.label)} » : ${aimed(before)} → ${aimed(now)}`;
  });
}

function aimed({ unit, target }: AmendedIndicator): string {
  return target === null ? 'aucun' : valueText(unit, target);
}
