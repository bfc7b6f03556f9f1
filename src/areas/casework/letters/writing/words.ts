import { randomBytes } from 'node:crypto'
import { page, textOf, textsOf } from '../../../../web/index.ts'
import type { Answer, Sent } from '../../../../web/index.ts'
import { frameOf } from '../../child/frame.ts'
import { upperFirst } from '../naming.ts'
import type { Section } from '../letter.ts'
import { paths } from '../../paths.ts'
import { addressLines } from './asked.ts'
import type { ForLetter, Writing } from './asked.ts'
import type { LetterDraft } from './drafts.ts'
import { signOff } from './written.ts'
import type { Written } from './written.ts'

/** A letter while its words are in front of whoever writes it. */
export type Words = {
  readonly title: string
  readonly toName: string
  readonly toAddress: string
  readonly greeting: string
  readonly heading: string
  readonly sections: readonly WordsOfSection[]
}

type WordsOfSection = {
  readonly name: string
  readonly heading: string
  readonly words: string
  /** A table of the record with the lines that stay. */
  readonly table:
    | {
        readonly head: readonly string[]
        readonly rows: readonly { readonly key: string; readonly cells: readonly string[]; readonly stays: boolean }[]
      }
    | undefined
}

const longest = 20_000
const longestLine = 200
// Control characters other than tab and line breaks have no place in a record, and PostgreSQL refuses the first.
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

const line = (sent: Sent, name: string): string =>
  textOf(sent[name]).replace(controlCharacters, '').replaceAll(/\s+/g, ' ').slice(0, longestLine)

const sectionOf = (section: Section, stays: (key: string) => boolean = () => true): WordsOfSection => ({
  name: section.name,
  heading: section.heading ?? '',
  words: 'words' in section ? section.words : '',
  table:
    'rows' in section
      ? { head: section.head, rows: section.rows.map(row => ({ ...row, stays: stays(row.key) })) }
      : undefined,
})

/** The words that the record gives a letter. */
export const wordsOfWriting = ({ letter, facts, told, recipient }: Writing): Words => ({
  title: letter.form === 'letter' && recipient !== undefined ? `${letter.title}, to ${recipient.name}` : letter.title,
  toName: recipient?.name ?? '',
  toAddress: (recipient?.address ?? []).join('\n'),
  greeting: recipient === undefined ? '' : (recipient.greeting ?? `Dear ${recipient.name}`),
  heading: upperFirst(letter.heading(facts, told)),
  sections: letter.write(facts, told).map(section => sectionOf(section)),
})

/** The words of a letter that was kept before, its tables as the record stands now. */
export const wordsOfWritten = ({ letter, facts, told }: Writing, written: Written): Words => {
  const now = letter.write(facts, told)
  return {
    title: letter.title,
    toName: written.to.name,
    toAddress: written.to.address.join('\n'),
    greeting: written.greeting,
    heading: written.heading,
    sections: written.sections.flatMap(({ name, heading = '', words, rows }) => {
      if (rows === undefined) return [{ name, heading, words: words ?? '', table: undefined }]
      const section = now.find(each => each.name === name)
      return section === undefined ? [] : [sectionOf(section, key => rows.some(row => row.key === key))]
    }),
  }
}

/** The words as they were sent. What stands in a table is taken from the record: only which lines stay is asked. */
export const wordsSent = ({ letter, facts, told }: Writing, form: Sent): Words => {
  const now = letter.write(facts, told)
  return {
    title: line(form, 'title'),
    toName: line(form, 'to-name'),
    toAddress: addressLines(textOf(form['to-address'])).join('\n'),
    greeting: line(form, 'greeting'),
    heading: line(form, 'heading'),
    sections: textsOf(form.section).flatMap(name => {
      const heading = line(form, `heading-${name}`)
      const table = now.find(section => section.name === name && 'rows' in section)
      const kept = textsOf(form[`rows-${name}`])
      if (table !== undefined) return [{ ...sectionOf(table, key => kept.includes(key)), heading }]
      return [{ name, heading, words: textOf(form[`words-${name}`]).replace(controlCharacters, ''), table: undefined }]
    }),
  }
}

/** What is wrong with the words, by the input that it is about. */
export const problemsOfWords = ({ letter }: Writing, words: Words): Readonly<Record<string, string>> => ({
  ...(words.title === '' ? { title: 'Enter a title, by which the document is found again' } : {}),
  ...(words.toName === '' && letter.form === 'letter' ? { 'to-name': 'Enter the name of whoever it is for' } : {}),
  ...(words.heading === '' ? { heading: 'Enter a heading' } : {}),
  ...Object.fromEntries(
    words.sections.flatMap(({ name, words: said }) =>
      said.length > longest
        ? [[`words-${name}`, `This part must be 20,000 characters or fewer; it has ${said.length}`]]
        : [],
    ),
  ),
  ...(words.sections.every(
    ({ words: said, table }) => said.trim() === '' && table?.rows.some(row => row.stays) !== true,
  )
    ? { heading: 'A letter needs some words' }
    : {}),
})

/** How high the box of some words is, so that all but the longest are seen whole. */
const linesFor = (words: string): number => {
  const lines = words.split('\n').reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / 78)), 0)
  return Math.min(16, Math.max(2, lines + 1))
}

/** The letter as it stands, every word open to be changed. */
export const showWords = (
  asked: ForLetter,
  writing: Writing,
  words: Words,
  problems: Readonly<Record<string, string>>,
  draft?: LetterDraft & { readonly isApart: boolean },
): Answer => {
  const { form, rules, context, child } = asked
  const { letter, facts, name, others, chosen, typed } = writing
  return page(
    'areas/casework/letters/words.njk',
    {
      title: letter.title,
      frame: frameOf(rules, context, facts.record, 'documents'),
      heading: letter.title,
      isLetter: letter.form === 'letter',
      words: { ...words, sections: words.sections.map(section => ({ ...section, lines: linesFor(section.words) })) },
      problems,
      sender: facts.sender,
      signOff: signOff(words),
      on: facts.today,
      // What was chosen and answered on the page before goes with the words.
      carried: [
        { name: 'for', value: chosen },
        ...others.map(identity => ({ name: 'about', value: String(identity) })),
        ...Object.entries(typed).flatMap(([input, value]) =>
          (typeof value === 'string' ? [value] : value).map(each => ({ name: input, value: each })),
        ),
      ],
      errors: Object.entries(problems).map(([input, text]) => ({ text, href: `#${input}` })),
      draft: draft ?? {
        draft: textOf(form['own-draft']),
        version: textOf(form['own-version']),
        isApart: false,
      },
      pageName: randomBytes(8).toString('hex'),
      action: paths.saveLetter({ child, letter: name }),
    },
    { status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}
