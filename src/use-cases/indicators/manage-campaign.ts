/** The chargée de mission opens or closes the campaign about a year, against the calendar. */
import { campaignStanding, decisionOf } from '../../domain/indicators/campaign.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { campaignDecisions, saveCampaign } from '../../store/evaluations.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { isWithin } from './refuse-year.ts';

export async function decideCampaign(
  context: Context,
  input: { year: number; open: boolean },
): Promise<Result<{ year: number }, Refusal>> {
  const { definition, trackedFrom } = context.pact;
  const { year, open } = input;
  const subject = { kind: 'pact', id: definition.id };
  const wrong =
    (await refuseIfClosed(context, context.pact, subject)) ??
    (await refuseUnlessAllowed(context, 'manageCampaign', subject));
  if (wrong) return refused(wrong);
  if (!isWithin(definition.startsOn, year, context.today))
    return refused({ kind: 'invalid', field: 'year', why: 'outOfRange' });
  const known = decisionOf(await campaignDecisions(context.db, definition.id), year);
  const day = { today: context.today, trackedFrom };
  const standing = campaignStanding(definition, year, known, day);
  if ((standing === 'open') === open) return refused({ kind: 'campaignUnchanged', year, open });
  const by = context.actor.personId;
  await saveCampaign(context.db, {
    ...{ pactId: definition.id, year },
    ...{ openedAt: known?.openedAt ?? null, openedBy: known?.openedBy ?? null },
    ...{ closedAt: known?.closedAt ?? null, closedBy: known?.closedBy ?? null },
    ...(open ? { openedAt: context.now, openedBy: by } : { closedAt: context.now, closedBy: by }),
  });
  await journal(context, {
    act: open ? 'campaign.opened' : 'campaign.closed',
    subjectKind: 'pact',
    subjectId: definition.id,
    payload: { year },
  });
  return done({ year });
}
