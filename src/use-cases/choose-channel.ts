/** Makes a channel the chargée de mission's own; without one, she is written to directly. */
import { z } from 'zod';
import { done, type Result, refused } from '../domain/result.ts';
import type { Db } from '../store/database.ts';
import { readSetting, removeSetting, saveSetting } from '../store/settings.ts';
import { type Context, journal, refuseUnlessAllowed } from './context.ts';
import type { Refusal } from './refusal.ts';

const channelSchema = z.object({
  platform: z.string(),
  tenant: z.string(),
  id: z.string(),
  /** UTC instant from which the bot could no longer write there; choosing it again tries again. */
  unreachableSince: z.string().optional(),
});
export type OfficerChannel = z.infer<typeof channelSchema>;

export const officerChannelSetting = 'officerChannel';

export async function officerChannel(db: Db): Promise<OfficerChannel | undefined> {
  const value = await readSetting(db, officerChannelSetting);
  return value === undefined ? undefined : channelSchema.parse(value);
}

export async function chooseChannel(
  context: Context,
  channel: OfficerChannel | undefined,
): Promise<Result<undefined, Refusal>> {
  const subject = { kind: 'pact', id: context.pact.definition.id };
  const refusal = await refuseUnlessAllowed(context, 'manageChannel', subject);
  if (refusal) return refused(refusal);
  if (channel) await saveSetting(context.db, officerChannelSetting, channel);
  else await removeSetting(context.db, officerChannelSetting);
  await journal(context, {
    act: channel ? 'channel.chosen' : 'channel.removed',
    subjectKind: 'pact',
    subjectId: context.pact.definition.id,
    payload: channel ? { platform: channel.platform, channel: channel.id } : {},
  });
  return done(undefined);
}
