/** Which years may be written, and by whom. */
import { campaignOf, campaignStanding, decisionOf } from '../../domain/indicators/campaign.ts';
import { campaignDecisions, type Evaluation } from '../../store/evaluations.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import type { Pact } from '../../store/pacts.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { mayCorrect } from './may-correct.ts';

/**
 * A year is written while its campaign is open. The chargée de mission writes any year of the pact
 * (SPEC §8: corrections), and what came back may always be mended.
 * @param early values may also be said as the year goes, before its campaign opens
 */
export async function refuseOutsideCampaign(
  context: Context,
  { definition, trackedFrom }: Pact,
  group: WorkingGroup,
  of: { readonly year: number; readonly state?: Evaluation['state']; readonly early?: boolean },
): Promise<Refusal | undefined> {
  const { year } = of;
  if (!isWithin(definition.startsOn, year, context.today))
    return { kind: 'invalid', field: 'year', why: 'outOfRange' };
  if (mayCorrect(context, group) || of.state === 'toAmend') return undefined;
  const decision = decisionOf(await campaignDecisions(context.db, definition.id), year);
  const day = { today: context.today, trackedFrom };
  const standing = campaignStanding(definition, year, decision, day);
  if (standing === 'open' || (standing === 'ahead' && of.early)) return undefined;
  const { opensOn, closesOn } = campaignOf(definition, year, decision, trackedFrom);
  return { kind: 'campaign', year, standing, day: standing === 'ahead' ? opensOn : closesOn };
}

/** From the first year of the pact to this one: nothing can be said yet of a year to come. */
export function isWithin(startsOn: string, year: number, today: string): boolean {
  return Number(startsOn.slice(0, 4)) <= year && year <= Number(today.slice(0, 4));
}
