/** Reads the payload of a row of the journal, whatever its shape. */
export interface Reader {
  word(key: string): string;
  wordOrNull(key: string): string | null;
  count(key: string): number | null;
  flag(key: string): boolean;
  words(key: string): readonly string[];
}

/** A value of another shape reads as nothing: the tables will then say otherwise. */
export function reader(payload: Readonly<Record<string, unknown>>): Reader {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    word: (key) => text(payload[key]) ?? '',
    wordOrNull: (key) => text(payload[key]),
    count: (key) => (typeof payload[key] === 'number' ? payload[key] : null),
    flag: (key) => payload[key] === true,
    words: (key) => {
      const list: unknown = payload[key];
      return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    },
  };
}
