/** Messages already sent about a subject say what is now true: rewriting disturbs nobody, at any hour. */
import { copiesOf, enqueue } from '../store/outbox.ts';
import type { Context } from './context.ts';

/** @param version of the subject: each is told once to each copy */
export async function rewriteCopies(
  { db, now, newId }: Pick<Context, 'db' | 'now' | 'newId'>,
  subjectId: string,
  version: number | string,
): Promise<void> {
  for (const copy of await copiesOf(db, subjectId))
    await enqueue(db, {
      id: newId(),
      key: `rewrite:${copy.id}:${version}`,
      intent: copy.intent,
      subjectId,
      recipient: { kind: 'copy', copy: copy.id },
      notBefore: now,
      createdAt: now,
    });
}
