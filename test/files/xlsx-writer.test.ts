import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { writeXlsx, type XlsxCell } from '../../src/files/xlsx-writer.ts';
import { writeZip } from '../../src/files/zip-writer.ts';

const cell: fc.Arbitrary<XlsxCell> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constantFrom('label', 'text'), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constantFrom('number', 'plain'), value: fc.integer() }),
  fc.record({ kind: fc.constant('day'), day: fc.constantFrom('2024-02-29', '2027-12-31') }),
);

/** What the reader gives back: it drops what is blank, and trims nothing else. */
function readBack(one: XlsxCell): unknown {
  if (one === null) return null;
  if (one.kind === 'day') return new Date(`${one.day}T00:00:00Z`);
  if (one.kind === 'label' || one.kind === 'text') return one.text;
  return one.value === 0 ? 0 : one.value;
}

describe('the workbook writer', () => {
  it('gives back every cell, with its type', async () => {
    const rows: readonly XlsxCell[][] = [
      [
        { kind: 'text', text: '=1+1' },
        { kind: 'label', text: 'a & b < c > "d"' },
        { kind: 'number', value: 1234 },
        { kind: 'percent', value: 0.125 },
        { kind: 'day', day: '2027-03-01' },
        { kind: 'decimal', value: 4.5 },
        null,
        { kind: 'text', text: 'deux\nlignes  et deux espaces' },
      ],
    ];
    const columns = rows[0]?.map((_, at) => ({ title: `C${at}`, width: 10 })) ?? [];
    const file = await writeXlsx([{ name: 'Été & hiver', columns, rows }], 'Essai');
    const read = await readSheet(Buffer.from(file), 'Été & hiver');
    expect(read[0]).toEqual(columns.map(({ title }) => title));
    expect(read[1]).toEqual([
      ...['=1+1', 'a & b < c > "d"', 1234, 0.125, new Date('2027-03-01T00:00:00Z'), 4.5],
      ...[null, 'deux\nlignes  et deux espaces'],
    ]);
  });

  it('writes well-formed XML whatever people typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 })), async (rows) => {
        const columns = Array.from({ length: 4 }, (_, at) => ({ title: `${at}`, width: 9 }));
        const file = await writeXlsx([{ name: 'A', columns, rows }], 'x');
        const xml = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
        const texts = [...xml.matchAll(/<t xml:space="preserve">(.*?)<\/t>/gsu)].map(([, t]) => t);
        for (const text of texts) expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|[^\P{Cc}\n\t]/u);
        const written = rows
          .flat()
          .map(readBack)
          .filter((value) => value !== null && value !== '');
        expect(xml.match(/<c /gu)).toHaveLength(written.length + columns.length);
      }),
    );
  });
});

describe('the archive writer', () => {
  it('gives back every entry, and the same archive for the same entries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-zé]{1,12}\.csv$/u), fc.string({ unit: 'binary' })),
        async (entries) => {
          const list = Object.entries(entries).map(([name, content]) => ({ name, content }));
          const archive = await writeZip(list);
          const read = Object.entries(unzipSync(archive)).map(([name, bytes]) => [
            ...[name, strFromU8(bytes)],
          ]);
          expect(read).toEqual(
            list.map(({ name, content }) => [name, Buffer.from(content).toString()]),
          );
          expect(await writeZip(list)).toEqual(archive);
        },
      ),
    );
  });
});
