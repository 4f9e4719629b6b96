/** What Teams sends, as far as the bot reads it. */
import { z } from 'zod';

const idSchema = z.object({ id: z.string() });

export const activitySchema = z.object({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().nullish(),
  serviceUrl: z.string(),
  from: z.object({ id: z.string(), aadObjectId: z.string().nullish() }),
  recipient: z.object({ id: z.string() }),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({
      tenant: idSchema.nullish().catch(undefined),
      team: idSchema.nullish().catch(undefined),
      channel: idSchema.nullish().catch(undefined),
      eventType: z.string().nullish(),
    })
    .nullish()
    .catch(undefined),
  entities: z
    .array(
      z.object({
        type: z.string(),
        text: z.string().nullish(),
        mentioned: idSchema.nullish().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
  attachments: z
    .array(
      z.object({
        contentType: z.string().nullish(),
        contentUrl: z.string().nullish(),
        name: z.string().nullish(),
        content: z.unknown().optional(),
      }),
    )
    .nullish()
    .catch(undefined),
  membersAdded: z.array(idSchema).nullish().catch(undefined),
  membersRemoved: z.array(idSchema).nullish().catch(undefined),
});

export type TeamsActivity = z.infer<typeof activitySchema>;
