/** The bilan as a document to be edited: styles, sommaire, language, page numbers, its own title. */
import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
} from 'docx';
import { plainDate } from '../../french/format-date.ts';
import { frenchText } from '../../french/typography.ts';
import type { Picture } from '../pictures/bar-chart.ts';
import type { ReportSource } from '../report-source.ts';
import { asOf, periodTitle, scopeTitle } from '../report-words.ts';
import { contentOf } from './content.ts';
import { cellSizes } from './parts.ts';

const font = 'Arial';
const navy = '14365C';

export async function writeDocument(
  source: ReportSource,
  pictures: readonly Picture[],
): Promise<Uint8Array> {
  const { review, pact, today } = source;
  const subject = `${periodTitle(review.period)} - ${scopeTitle(review.scope, pact)}`;
  const document = new Document({
    title: frenchText(`${pact.title}. ${subject}`),
    subject: frenchText(subject),
    creator: 'Relais PTI',
    lastModifiedBy: 'Relais PTI',
    description: frenchText(`Chiffres ${asOf(review.period)}, établis le ${plainDate(today)}`),
    styles: styles(),
    sections: [
      {
        properties: {
          // The footer ends above the margin, away from the last line of the page.
          page: { margin: { top: 1134, bottom: 1134, left: 1134, right: 1134, footer: 454 } },
        },
        footers: { default: footer(`${pact.title}, ${subject}`) },
        children: [
          new Paragraph({ style: 'Title', text: frenchText(pact.title) }),
          new Paragraph({ style: 'Subtitle', text: frenchText(subject) }),
          new Paragraph({
            style: 'Note',
            text: frenchText(
              `Département : ${pact.department}. Chiffres ${asOf(review.period)}. Établi le ${plainDate(today)}.`,
            ),
          }),
          new Paragraph({ style: 'ContentsTitle', text: 'Sommaire' }),
          new TableOfContents('Sommaire', {
            ...{ hyperlink: true, headingStyleRange: '1-2', beginDirty: false },
            // Without page numbers: they are known only once Word has laid the pages out.
            pageNumbersEntryLevelsRange: '1-2',
          }),
          ...contentOf(source, pictures),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function footer(words: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Note',
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun(frenchText(`${words} - page `)),
          new TextRun({ children: [PageNumber.CURRENT] }),
          new TextRun(' sur '),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

function styles() {
  const headed = (size: number, before: number, after: number) => ({
    run: { font, size, bold: true, color: navy },
    paragraph: { spacing: { before, after }, keepNext: true },
  });
  const own = (
    id: string,
    name: string,
    size: number,
    spacing: { before: number; after: number },
  ) => ({
    ...{ id, name, basedOn: 'Normal', quickFormat: true },
    ...{ run: { size }, paragraph: { spacing } },
  });
  return {
    default: {
      document: {
        run: { font, size: 21, language: { value: 'fr-FR' } },
        paragraph: { spacing: { after: 100, line: 264, lineRule: LineRuleType.AUTO } },
      },
      title: headed(44, 0, 60),
      heading1: headed(32, 360, 140),
      heading2: headed(25, 260, 100),
      heading3: headed(22, 200, 80),
    },
    paragraphStyles: [
      { ...own('Subtitle', 'Subtitle', 28, { before: 0, after: 120 }), next: 'Normal' },
      own('Cell', 'Cellule', cellSizes.body, { before: 0, after: 0 }),
      own('HeadCell', 'Cellule de titre', cellSizes.heading, { before: 0, after: 0 }),
      own('Note', 'Note', 17, { before: 60, after: 160 }),
      {
        ...own('Caption', 'Caption', 18, { before: 40, after: 160 }),
        run: { size: 18, italics: true },
      },
      {
        ...own('ContentsTitle', 'Titre du sommaire', 28, { before: 300, after: 120 }),
        run: { size: 28, bold: true, color: navy },
      },
    ],
  };
}
