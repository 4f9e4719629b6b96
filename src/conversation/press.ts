/**
 * What a button carries: ids and words, never authority. Rights are checked again when it is
 * pressed; anything that does not parse is refused with a sentence.
 */
import { z } from 'zod';

export const pressSchema = z.discriminatedUnion('do', [
  /** The same as typing the words. */
  z.object({ do: z.literal('say'), words: z.string().max(1500) }),
  /** Opens a form. */
  z.object({
    do: z.literal('form'),
    form: z.string().max(60),
    params: z.record(z.string().max(40), z.string().max(200)),
  }),
  /** Goes on with a command kept as a draft, now that its ambiguity is lifted. */
  z.object({ do: z.literal('resume'), draft: z.string().max(60), choice: z.string().max(200) }),
  /** Acts on one record: withdraws an entry, applies an import, confirms an account… */
  z.object({
    do: z.literal('act'),
    act: z.string().max(60),
    id: z.string().max(100),
    version: z.number().int().optional(),
  }),
]);

export type Press = z.infer<typeof pressSchema>;
