import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readApart } from '../../src/files/read-apart.ts';
import { readXlsxTables } from '../../src/files/xlsx-table.ts';

/** An archive whose files are stored as they are. */
function archive(files: Readonly<Record<string, string>>): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), data]);
    const entry = [Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, place, Buffer.from(name)];
    bodies.push(body);
    directory.push(Buffer.concat(entry));
    offset += body.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(bodies.length, 8);
  end.writeUInt16LE(bodies.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, ...directory, end]));
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook of one sheet that holds these cells, by their place. */
function workbook(cells: Readonly<Record<string, string>>): Uint8Array {
  const rows = Object.entries(cells).map(([place, text]) => {
    const cell = `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    return `<row r="${place.replace(/\D/g, '')}">${cell}</row>`;
  });
  return archive({
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><sheets><sheet name="Gens" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${spreadsheet}"></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${spreadsheet}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  });
}

describe('a workbook', () => {
  it('is read cell by cell', async () => {
    expect(await readXlsxTables(workbook({ A1: 'Nom', B2: 'Durand' }))).toEqual({
      ok: true,
      tables: [
        {
          sheet: 'Gens',
          rows: [
            { line: 1, cells: ['Nom', ''] },
            { line: 2, cells: ['', 'Durand'] },
          ],
        },
      ],
    });
  });

  it('with one cell at the very end of its sheet does not take all the memory', async () => {
    const bytes = workbook({ A1: 'Nom', XFD1048576: 'x' });
    const read = await readApart({ format: 'xlsx', bytes });
    expect(read).toMatchObject({ ok: false, sentence: expect.stringContaining('trop étendu') });
  }, 20_000);
});
