/**
 * The calendar that a person's own programme follows by a secret link. A secret that leads nowhere,
 * or no longer, is answered like any address that does not exist.
 */
import { type Request, Router } from 'express';
import { type CalendarFeed, feedOf } from '../conversation/calendar/feed.ts';
import { createNameBook } from '../conversation/names.ts';
import type { Db } from '../store/database.ts';

/** @param clock UTC instant */
export function calendarRoute(db: Db, clock: () => string): Router {
  const names = createNameBook();
  const router = Router({ caseSensitive: true });
  router.get('/calendar/:file', async (request, response, next) => {
    const secret = /^([\w-]{32})\.ics$/u.exec(request.params.file)?.[1];
    const feed = secret === undefined ? undefined : await feedOf(db, names, secret, clock());
    if (!feed) return next();
    response.set(headersOf(feed));
    if (hasAlready(request, feed)) response.status(304).end();
    else response.send(Buffer.from(feed.text));
  });
  return router;
}

/** By its tag, else by its date; `request.fresh` would not tell programmes that refuse caches. */
function hasAlready({ headers }: Request, { tag, changedAt }: CalendarFeed): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((one) => one.trim().replace(/^W\//u, '') === `"${tag}"`);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // Dates of headers have no milliseconds.
  return Math.floor(Date.parse(changedAt) / 1000) * 1000 <= since;
}

function headersOf({ tag, changedAt }: CalendarFeed) {
  return {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="relais-pti.ics"',
    // May be kept, and is asked about each time.
    'cache-control': 'private, no-cache',
    'last-modified': new Date(changedAt).toUTCString(),
    etag: `"${tag}"`,
    'x-robots-tag': 'noindex',
  };
}
