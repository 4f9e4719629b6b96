/** The indicators of an action with the latest of their values, beside what is aimed at. */
import type { Action, ActionIndicator } from '../../store/actions.ts';
import { currentReadings } from '../../store/readings.ts';
import { periodText, valueText } from '../french/format-indicator.ts';
import { readingText, shorten, textsOf } from '../indicators/cell-words.ts';
import type { Turn } from '../turn.ts';

export async function indicatorWords(
  turn: Turn,
  { id, pactId }: Action,
  indicators: readonly ActionIndicator[],
): Promise<string> {
  const readings = await currentReadings(turn.db, { pactId, actions: [id] });
  const texts = await textsOf(turn.db, readings);
  return indicators
    .map(({ id: own, label, unit, target }) => {
      const last = readings.findLast(({ indicatorId }) => indicatorId === own);
      const aimed = target === null ? '' : ` (objectif ${valueText(unit, target)})`;
      const said = last
        ? ` : ${shorten(readingText(unit, last, texts))} en ${periodText(last.period)}`
        : '';
      return `${label}${said}${aimed}`;
    })
    .join(' ; ');
}
