/** `POST /local/clock`: moves the clock of local mode; answers once the messages have been sent. */
import { json, Router } from 'express';
import { z } from 'zod';
import { parisDay, parisTime } from '../domain/paris-time.ts';
import { longDateAt } from '../french/format-date.ts';
import { frenchSpaces } from '../french/typography.ts';
import type { LocalClock } from './clock.ts';

const bodySchema = z.union([
  z.strictObject({ advance: z.string().max(40) }),
  z.strictObject({ to: z.string().max(40) }),
]);

export function clockRoute(clock: Pick<LocalClock, 'now' | 'move'>): Router {
  const router = Router();
  // Only JSON is read: a page of another site cannot send that without asking first.
  router.post('/local/clock', json({ limit: '1kb' }), async (request, response) => {
    const body = bodySchema.safeParse(request.body);
    const moved = body.success
      ? await clock.move(body.data)
      : ({ ok: false, why: 'unreadable' } as const);
    if (moved.ok) response.json({ now: moved.now });
    else response.status(400).json({ error: frenchSpaces(sayWhy(moved.why, clock.now())) });
  });
  return router;
}

function sayWhy(why: 'backward' | 'unreadable', now: string): string {
  if (why === 'backward')
    return `L’horloge ne recule pas : nous sommes le ${longDateAt(parisDay(now), parisTime(now))}.`;
  return 'Écrivez {"advance":"P30D"} pour avancer de trente jours, ou {"to":"2027-06-30T09:00"} pour aller à une date et une heure de Paris (en-tête Content-Type : application/json).';
}
