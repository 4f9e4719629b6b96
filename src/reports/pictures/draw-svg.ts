/**
 * A bar chart drawn as SVG. Nothing is told by a colour alone: series have their own hatching or
 * grey, each figure is written on or beside its bar, and the words at the end say it again.
 */
import { formatNumber } from '../../french/format-number.ts';
import type { Bar, BarChart, Fill, Series } from './bar-chart.ts';
import { textWidth, wrapText } from './text-width.ts';

const width = 1000;
const margin = 28;
const labelRoom = 330;
const barLeft = margin + labelRoom + 16;
const wordsRoom = 176;
const barRoom = width - barLeft - wordsRoom - margin;
const barHeight = 40;
const size = { title: 30, subtitle: 22, text: 21, figure: 20, note: 18 };
const ink = '#1a1a1a';

/** Background of each fill, and what is readable on it. */
const fills: Readonly<Record<Fill, { readonly paint: string; readonly figure: string }>> = {
  dots: { paint: 'url(#dots)', figure: ink },
  stripes: { paint: 'url(#stripes)', figure: ink },
  plain: { paint: '#8fb3d9', figure: ink },
  dark: { paint: '#14365c', figure: '#ffffff' },
  crossed: { paint: 'url(#crossed)', figure: ink },
};
/** Figures on these stand on a white ground of their own. */
const busy: ReadonlySet<Fill> = new Set(['dots', 'stripes', 'crossed']);

const patterns = `<defs>
<pattern id="dots" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#ffffff"/><circle cx="5" cy="5" r="1.7" fill="#555555"/></pattern>
<pattern id="stripes" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12" fill="#ffffff"/><rect width="4.5" height="12" fill="#2f6ea5"/></pattern>
<pattern id="crossed" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="#ffffff"/><path d="M0 0L9 9M9 0L0 9" stroke="#777777" stroke-width="1.4"/></pattern>
</defs>`;

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function drawSvg(chart: BarChart): Drawing {
  const parts: string[] = [];
  let top = margin;
  const write = (lines: readonly string[], height: number, options: TextOptions = {}) => {
    for (const line of lines) {
      top += height * 1.25;
      parts.push(textAt(margin, top - height * 0.25, line, { ...options, size: height }));
    }
  };
  const room = width - 2 * margin;
  write(wrapText(chart.title, size.title * 1.08, room, 2), size.title, { bold: true });
  write(wrapText(chart.subtitle, size.subtitle, room, 2), size.subtitle);
  top += 18;
  const legend = legendOf(chart, top);
  parts.push(legend.svg);
  top = legend.bottom + 12;
  const scale = scaleOf(chart.bars);
  for (const bar of chart.bars) {
    const drawn = drawBar(bar, chart.series, scale, top);
    parts.push(drawn.svg);
    top = drawn.bottom;
  }
  parts.push(line(barLeft, legend.bottom + 6, barLeft, top - 6));
  if (chart.note !== undefined) {
    top += 6;
    write(wrapText(chart.note, size.note, room, 3), size.note);
  }
  const height = Math.ceil(top + margin);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans">${patterns}<rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
  return { svg, width, height };
}

/** Units of the drawing for one unit of value. */
function scaleOf(bars: readonly Bar[]): number {
  const longest = Math.max(...bars.map(({ values, mark }) => Math.max(sum(values), mark ?? 0)), 0);
  return longest === 0 ? 0 : barRoom / longest;
}

function legendOf(
  { series, markLabel }: BarChart,
  from: number,
): { readonly svg: string; readonly bottom: number } {
  const keys: { readonly fill?: Fill; readonly label: string }[] = [
    ...(series.length > 1 ? series : []),
    ...(markLabel === undefined ? [] : [{ label: markLabel }]),
  ];
  let left = margin;
  let top = from;
  const svg = keys.map(({ fill, label }) => {
    const own = 44 + textWidth(label, size.text) + 26;
    if (left + own > width - margin && left > margin) {
      left = margin;
      top += 36;
    }
    const at = left;
    left += own;
    const key = fill === undefined ? markAt(at + 17, top, 26) : box(at, top, 34, 26, fill);
    return key + textAt(at + 44, top + 20, label, { size: size.text });
  });
  return { svg: svg.join(''), bottom: keys.length > 0 ? top + 34 : from };
}

function drawBar(
  bar: Bar,
  series: readonly Series[],
  scale: number,
  top: number,
): { readonly svg: string; readonly bottom: number } {
  const label = wrapText(bar.label, size.text, labelRoom, 3);
  const words = wrapText(bar.words, size.text, wordsRoom - 12, 3);
  const lineHeight = size.text * 1.22;
  const lines = Math.max(label.length, words.length);
  const height = Math.max(barHeight + (series.length > 1 ? 44 : 26), lines * lineHeight + 18);
  const middle = top + height / 2;
  const parts = [
    ...centred(label, middle, lineHeight, (line, y) =>
      textAt(barLeft - 16, y, line, { size: size.text, anchor: 'end' }),
    ),
  ];
  const barTop = middle - barHeight / 2;
  let left = barLeft;
  let free = barLeft - 10;
  for (const [index, value] of bar.values.entries()) {
    const own = value * scale;
    const fill = series[index]?.fill ?? 'plain';
    if (own > 0) parts.push(box(left, barTop, own, barHeight, fill));
    if (own > 0 && series.length > 1) {
      const figure = figureOf(value, left, own, fill);
      if (figure.fits) parts.push(figureOn(figure, middle, fill));
      else if (figure.left > free) {
        parts.push(textAt(figure.x, barTop - 5, figure.words, above));
        free = figure.left + figure.wide + 4;
      }
    }
    left += own;
  }
  if (bar.mark !== undefined)
    parts.push(markAt(barLeft + bar.mark * scale, barTop - 7, barHeight + 14));
  const end = Math.max(left, barLeft + (bar.mark ?? 0) * scale);
  parts.push(
    ...centred(words, middle, lineHeight, (line, y) =>
      textAt(end + 12, y, line, { size: size.text, bold: bar.values.length > 0 }),
    ),
  );
  return { svg: parts.join(''), bottom: top + height };
}

/** Over a part of a bar that has no room for its figure. */
const above = { size: size.note - 1, anchor: 'middle' as const, bold: true };

interface Figure {
  readonly words: string;
  readonly x: number;
  readonly left: number;
  readonly wide: number;
  readonly fits: boolean;
}

function figureOf(value: number, left: number, own: number, fill: Fill): Figure {
  const words = formatNumber(value);
  const wide = textWidth(words, size.figure);
  const x = left + own / 2;
  const fits = busy.has(fill) ? wide + 12 <= own : wide + 4 <= own;
  return { words, x, left: x - wide / 2, wide, fits };
}

/** A figure inside its part of the bar. */
function figureOn({ words, x, wide }: Figure, middle: number, fill: Fill): string {
  const ground = busy.has(fill)
    ? `<rect x="${num(x - wide / 2 - 5)}" y="${num(middle - 14)}" width="${num(wide + 10)}" height="28" rx="4" fill="#ffffff"/>`
    : '';
  const options = { size: size.figure, anchor: 'middle' as const, bold: true };
  return ground + textAt(x, middle + 7, words, { ...options, fill: fills[fill].figure });
}

function centred(
  lines: readonly string[],
  middle: number,
  lineHeight: number,
  draw: (line: string, y: number) => string,
): readonly string[] {
  const first = middle - (lines.length * lineHeight) / 2 + lineHeight * 0.76;
  return lines.map((line, index) => draw(line, first + index * lineHeight));
}

interface TextOptions {
  readonly size?: number;
  readonly bold?: boolean;
  readonly anchor?: 'end' | 'middle';
  readonly fill?: string;
}

function textAt(x: number, y: number, words: string, options: TextOptions): string {
  const { size: fontSize = size.text, bold, anchor, fill = ink } = options;
  const more = `${bold ? ' font-weight="bold"' : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`;
  return `<text x="${num(x)}" y="${num(y)}" font-size="${fontSize}" fill="${fill}"${more}>${escapeXml(words)}</text>`;
}

function box(x: number, y: number, wide: number, high: number, fill: Fill): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(wide)}" height="${num(high)}" fill="${fills[fill].paint}" stroke="${ink}" stroke-width="1.5"/>`;
}

function markAt(x: number, y: number, high: number): string {
  return `<path d="M${num(x)} ${num(y)}v${num(high)}" stroke="${ink}" stroke-width="5"/>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${num(x1)} ${num(y1)}L${num(x2)} ${num(y2)}" stroke="${ink}" stroke-width="2"/>`;
}

function num(value: number): string {
  return value.toFixed(1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Names come from files and people; what XML cannot hold is left out. */
function escapeXml(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
