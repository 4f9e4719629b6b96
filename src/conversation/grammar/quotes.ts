/** Words between quotation marks, of any keyboard: "…", “…”, «…», „…“. */

export interface Quoted {
  readonly inside: string;
  readonly start: number;
  readonly end: number;
}

const quoted = /«([^«»]{1,200})»|“([^“”]{1,200})”|„([^„“”]{1,200})[“”]|"([^"]{1,200})"/gu;

export function quotedIn(text: string): readonly Quoted[] {
  const found: Quoted[] = [];
  for (const match of text.slice(0, 2000).matchAll(quoted)) {
    const inside = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim();
    if (inside !== '')
      found.push({ inside, start: match.index, end: match.index + match[0].length });
  }
  return found;
}
