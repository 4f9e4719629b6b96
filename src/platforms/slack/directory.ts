/** What Slack's directory says of an account, in the bot's own terms. */
import { z } from 'zod';
import type { DirectoryEntry } from '../../conversation/conversation.ts';

export const userSchema = z.object({
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
  profile: z
    .object({
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
    })
    .nullish(),
});

export function directoryEntry(user: z.infer<typeof userSchema>, team: string): DirectoryEntry {
  const { profile } = user;
  const here =
    !user.team_id || user.team_id === team || user.enterprise_user?.teams?.includes(team) === true;
  const email = profile?.email || undefined;
  return {
    ...(email === undefined ? {} : { email }),
    displayName: profile?.real_name || user.real_name || profile?.display_name || user.name || '',
    isBot: user.is_bot === true,
    isDeleted: user.deleted === true,
    isExternal: user.is_stranger === true || !here,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
  };
}
