/** The indicators of an action with the latest of their values, beside what is aimed at. */

import { periodText } from '../../french/format-indicator.ts';
import type { Action, ActionIndicator } from '../../store/actions.ts';
import { currentReadings } from '../../store/readings.ts';
import { aimWords, readingText, shorten, textsOf } from '../indicators/cell-words.ts';
import type { Turn } from '../turn.ts';

interface IndicatorResult {
  /** «Personnes reçues : 39 en 2027 (objectif 60)». */
  readonly words: string;
  /** A value was given. */
  readonly given: boolean;
}

export async function indicatorResults(
  turn: Turn,
  { id, pactId }: Action,
  indicators: readonly ActionIndicator[],
): Promise<readonly IndicatorResult[]> {
  const readings = await currentReadings(turn.db, { pactId, actions: [id] });
  const texts = await textsOf(turn.db, readings);
  return indicators.map((indicator) => {
    const { id: own, label, unit } = indicator;
    const last = readings.findLast(({ indicatorId }) => indicatorId === own);
    const aimed = aimWords(indicator).map((words) => ` (${words})`);
    const said = last
      ? ` : ${shorten(readingText(unit, last, texts))} en ${periodText(last.period)}`
      : '';
    return { words: `${label}${said}${aimed.join('')}`, given: last !== undefined };
  });
}
