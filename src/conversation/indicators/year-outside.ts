/** A year that has no indicators: it has not begun, or is no year of the pact. */
import { periodOf } from '../../domain/figures/period.ts';
import { untrackedWords } from '../../reports/report-words.ts';
import { button, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';
import { yearFor } from './read-campaign.ts';

export async function yearOutside(turn: Turn, year: number): Promise<Answer | undefined> {
  const { definition: pact, trackedFrom } = turn.pact;
  const period = periodOf({ kind: 'year', year }, { pact, trackedFrom }, turn.today);
  const { standing } = period;
  if (standing !== 'notBegun' && standing !== 'outsidePact') return undefined;
  const now = await yearFor(turn);
  return sentence(
    `${untrackedWords(period, trackedFrom, pact)} Il n’y a pas d’indicateur à saisir.`,
    button(`Indicateurs ${now}`, say(`indicateurs ${now}`)),
  );
}
