/** What is said of an indicator, in words: the value, what is aimed at, the year before. */

import { periodText, valueText } from '../../french/format-indicator.ts';
import type { Db } from '../../store/database.ts';
import type { Reading } from '../../store/readings.ts';
import { readTexts } from '../../store/texts.ts';
import type { Cell } from '../../use-cases/indicators/read-sheets.ts';

type Texts = ReadonlyMap<string, string>;
type Unit = Cell['indicator']['unit'];

/** The words of some readings, those of the year before too. */
export function textsOfCells(db: Db, cells: readonly Cell[]): Promise<Texts> {
  return textsOf(
    db,
    cells.flatMap(({ reading, before }) => [reading, before]),
  );
}

export async function textsOf(db: Db, readings: readonly (Reading | undefined)[]): Promise<Texts> {
  return readTexts(
    db,
    readings.flatMap((reading) => reading?.textId ?? []),
  );
}

/** «39,5 %», «sans objet : pas de permanence», or the words of a textual indicator. */
export function readingText(unit: Unit, reading: Reading, texts: Texts): string {
  if (reading.value !== null) return valueText(unit, reading.value);
  const words = texts.get(reading.textId ?? '') ?? '(texte effacé)';
  return reading.notApplicable ? `sans objet : ${words}` : words;
}

/** «Personnes transportées», «Personnes transportées, 1er semestre 2026». */
export function cellLabel({ indicator, period }: Pick<Cell, 'indicator' | 'period'>): string {
  return indicator.period === 'year'
    ? indicator.label
    : `${indicator.label}, ${periodText(period)}`;
}

/** «objectif 60»; «objectif 60 sur l’année» of a count whose periods add up. */
export function aimWords({
  unit,
  target,
  period,
}: Pick<Cell['indicator'], 'unit' | 'target' | 'period'>): readonly string[] {
  if (target === null) return [];
  const overYear = unit === 'count' && period !== 'year' ? ' sur l’année' : '';
  return [`objectif ${valueText(unit, target)}${overYear}`];
}

/** «objectif 60», «52 en 2025», as far as they are known. */
export function benchmarks({ indicator, before }: Cell, texts: Texts): readonly string[] {
  const former = before && shorten(readingText(indicator.unit, before, texts));
  return [...aimWords(indicator), ...(former && before ? [`${former} en ${before.year}`] : [])];
}

/** «Personnes transportées : 39 (objectif 60, 52 en 2025)». */
export function cellLine(cell: Cell, texts: Texts): string {
  const { indicator, reading } = cell;
  const said = reading ? shorten(readingText(indicator.unit, reading, texts)) : 'à saisir';
  const known = benchmarks(cell, texts);
  return `${cellLabel(cell)} : ${said}${known.length > 0 ? ` (${known.join(', ')})` : ''}`;
}

/** A line stays a line: the whole text is in the form and in the export. */
const longest = 160;

export function shorten(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}
