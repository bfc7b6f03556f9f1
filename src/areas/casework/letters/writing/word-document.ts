import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { IRunOptions } from 'docx'
import { inWords } from '../../../../calendar/index.ts'
import { linesOf, signOff } from './written.ts'
import type { Written, WrittenSection } from './written.ts'

const list = 'points'
/** Widths are in twentieths of a point: an A4 page less its margins. */
const [margin, textWidth] = [1134, 11906 - 2 * 1134]

const run = (options: IRunOptions): TextRun => new TextRun(options)
const strong = (text: string, more: IRunOptions = {}): TextRun => run({ text, ...more, bold: true })

const plain = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] })
const close = (text: string): Paragraph => new Paragraph({ style: 'Address', children: [new TextRun(text)] })

const wordsOf = (words: string): readonly Paragraph[] =>
  linesOf(words).map(line =>
    line.isListed
      ? new Paragraph({ numbering: { reference: list, level: 0 }, style: 'ListParagraph', text: line.words })
      : plain(line.words),
  )

const tableOf = (head: readonly string[], rows: readonly { readonly cells: readonly string[] }[]): Table => {
  const width = Math.floor(textWidth / Math.max(1, head.length))
  const cell = (text: string, isHead = false) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: [new Paragraph({ style: 'Cell', children: [isHead ? strong(text) : new TextRun(text)] })],
    })
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: head.map(() => width),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head.map(each => cell(each, true)) }),
      ...rows.map(({ cells }) => new TableRow({ cantSplit: true, children: cells.map(each => cell(each)) })),
    ],
  })
}

const sectionOf = ({ heading, words, head, rows }: WrittenSection): readonly (Paragraph | Table)[] => [
  ...(heading === undefined ? [] : [new Paragraph({ heading: HeadingLevel.HEADING_2, text: heading })]),
  ...(words === undefined ? [] : wordsOf(words)),
  ...(head === undefined || rows === undefined ? [] : [tableOf(head, rows), plain('')]),
]

const top = ({ form, to, on, greeting, heading }: Written): readonly Paragraph[] => {
  const title = new Paragraph({ heading: HeadingLevel.HEADING_1, text: heading })
  if (form === 'paper')
    return [title, ...(to.name === '' ? [] : [plain(`For ${[to.name, ...to.address].join(', ')}`)]), plain(inWords(on))]
  return [
    ...[to.name, ...to.address].filter(line => line !== '').map(close),
    new Paragraph({ style: 'Address', spacing: { before: 240 }, text: inWords(on) }),
    new Paragraph({ spacing: { before: 360 }, text: greeting }),
    title,
  ]
}

const bottom = (written: Written): readonly Paragraph[] => {
  const { name, part, team } = written.sender
  if (written.form === 'paper') return [plain(`Written by ${[name, part, team].filter(Boolean).join(', ')}`)]
  return [
    new Paragraph({ keepNext: true, spacing: { before: 240, after: 900 }, text: signOff(written) }),
    new Paragraph({ style: 'Address', keepNext: true, children: [strong(name)] }),
    ...[part, team].filter(line => line !== '').map(close),
  ]
}

const letterhead = ({ sender }: Written): Header =>
  new Header({
    children: [
      new Paragraph({ style: 'Letterhead', children: [strong(sender.council, { size: 28 })] }),
      new Paragraph({ style: 'Letterhead', text: 'Children’s services' }),
      ...[...sender.address, sender.telephone === '' ? '' : `Telephone ${sender.telephone}`]
        .filter(line => line !== '')
        .map(text => new Paragraph({ style: 'Letterhead', text })),
    ],
  })

const pageNumbers = ({ sender }: Written): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        style: 'Letterhead',
        children: [
          new TextRun(sender.simulated ? 'Simulated county: every person and record is invented. ' : ''),
          new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })

const small = (id: string, name: string, run: object = {}) => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run,
  paragraph: { spacing: { after: 0 } },
})

/** Type that every office has; a name in another script takes that script's own. */
const type = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial' }

const styles = {
  default: {
    document: { run: { font: type, size: 24, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 160 } } },
    heading1: { run: { font: type, size: 32, bold: true }, paragraph: { spacing: { before: 240, after: 160 } } },
    heading2: {
      run: { font: type, size: 26, bold: true },
      paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
    },
    listParagraph: { paragraph: { spacing: { after: 80 } } },
  },
  paragraphStyles: [
    small('Address', 'Address'),
    small('Cell', 'Table cell', { size: 20 }),
    small('Letterhead', 'Letterhead', { size: 20 }),
  ],
}

/**
 * A letter as a Word document with real styles, headings, lists and tables, which can be read aloud and edited. Its title
 * is that of the file, which names nobody.
 */
export const wordDocument = async (written: Written, title: string): Promise<Uint8Array> =>
  Packer.toBuffer(
    new Document({
      creator: written.sender.council,
      lastModifiedBy: written.sender.council,
      title,
      description: '',
      styles,
      numbering: {
        config: [
          {
            reference: list,
            levels: [
              {
                level: 0,
                format: LevelFormat.BULLET,
                text: '•',
                alignment: AlignmentType.LEFT,
                style: { paragraph: { indent: { left: 567, hanging: 283 } } },
              },
            ],
          },
        ],
      },
      sections: [
        {
          properties: {
            page: {
              size: { width: 11906, height: 16838 },
              margin: { top: margin, right: margin, bottom: margin, left: margin },
            },
            titlePage: true,
          },
          headers: { first: letterhead(written) },
          footers: { default: pageNumbers(written), first: pageNumbers(written) },
          children: [...top(written), ...written.sections.flatMap(sectionOf), ...bottom(written)],
        },
      ],
    }),
  )
