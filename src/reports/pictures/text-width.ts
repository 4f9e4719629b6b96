/** How wide a text is in DejaVu Sans: the pictures wrap and place words without a browser. */

/** Advance widths in thousandths of the size, from the font's own table. */
const widths: readonly (readonly [signs: string, width: number])[] = [
  ["'’ijlIÎÏîï|", 285],
  [' \u00a0.,:;!()[]/frt-«»·', 390],
  ['\u202f', 200],
  ['scvxyzJkç', 550],
  ['mwMWœŒæÆ%@', 960],
  ['ABCDEFGHKLNOPQRSTUVXYZÀÂÇÉÈÊËÔÙÛÜ', 690],
];
const usual = 625;

const known = new Map(widths.flatMap(([signs, width]) => [...signs].map((sign) => [sign, width])));

export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const sign of text) width += known.get(sign) ?? usual;
  return (width * size) / 1000;
}

/** Lines no wider than `room`; what does not fit in `lines` of them is cut, and said to be. */
export function wrapText(text: string, size: number, room: number, lines: number): string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= room || line === '') {
      line = longer;
      continue;
    }
    wrapped.push(line);
    line = word;
  }
  wrapped.push(line);
  if (wrapped.length <= lines) return wrapped.map((one) => shorten(one, size, room));
  const kept = wrapped.slice(0, lines);
  return [
    ...kept.slice(0, -1).map((one) => shorten(one, size, room)),
    shorten(`${kept.at(-1)}…`, size, room, '…'),
  ];
}

function shorten(line: string, size: number, room: number, end = ''): string {
  if (textWidth(line, size) <= room) return line;
  let cut = end === '' ? line : line.slice(0, -end.length);
  while (cut.length > 1 && textWidth(`${cut}…`, size) > room) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
