/** What was sent, found fast: it grows by what each tick sends, and never shrinks. */

export interface History {
  has(key: string): boolean;
  /** Somebody, whoever it was, was told of the stage (`obligation:subject:period:stage:`). */
  wasTold(prefix: string): boolean;
  /** When a person was last told of a subject (`obligation:subject`); '' when never. */
  lastTold(about: string, recipient: string): string;
}

export interface HistoryBook extends History {
  add(key: string, at: string): void;
}

/** @param sent keys of reminders and the UTC instant at which each was sent */
export function createHistory(sent: Iterable<readonly [string, string]> = []): HistoryBook {
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  const last = new Map<string, string>();
  const book: HistoryBook = {
    has: (key) => keys.has(key),
    wasTold: (prefix) => prefixes.has(prefix),
    lastTold: (about, recipient) => last.get(`${about} ${recipient}`) ?? '',
    add(key, at) {
      keys.add(key);
      const cut = key.lastIndexOf(':') + 1;
      prefixes.add(key.slice(0, cut));
      const [obligation = '', subject = ''] = key.split(':', 2);
      const series = `${obligation}:${subject} ${key.slice(cut)}`;
      if (at > (last.get(series) ?? '')) last.set(series, at);
    },
  };
  for (const [key, at] of sent) book.add(key, at);
  return book;
}
