import { documentAbout } from '../../../../documents/index.ts'
import { textOf, textsOf } from '../../../../web/index.ts'
import type { AskedAboutChild, Sent } from '../../../../web/index.ts'
import type { Typed } from '../../../../web/forms/index.ts'
import { readQuestions } from '../../../../web/forms/questions.ts'
import { wholeNumber } from '../../../../web/path.ts'
import { maybeAbout } from '../../documents/about.ts'
import { childRecord } from '../../child/record.ts'
import { letterNamed } from '../index.ts'
import type { Letter, LetterFacts, Recipient, Told } from '../letter.ts'
import { letterFacts } from './facts.ts'
import { recipientsOf, somebodyElse } from './recipients.ts'
import { isWritten } from './written.ts'
import type { Written } from './written.ts'

export type ForLetter = AskedAboutChild & { readonly params: { readonly letter: string } }

/** A letter that is being written: what it is written from, and what has been chosen so far. */
export type Writing = {
  readonly name: string
  readonly letter: Letter
  readonly facts: LetterFacts
  readonly recipients: readonly Recipient[]
  /** The brothers and sisters whom it may be about too, and those whom it is. */
  readonly offered: readonly { readonly identity: number; readonly name: string }[]
  readonly others: readonly number[]
  readonly chosen: string
  readonly recipient: Recipient | undefined
  readonly told: Told
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
}

const longestLine = 200

/** The lines of an address as they were typed. */
export const addressLines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map(line => line.trim().slice(0, longestLine))
    .filter(line => line !== '')
    .slice(0, 8)

const elsewhere = (form: Sent): Recipient => ({
  value: somebodyElse,
  name: textOf(form['other-name']).slice(0, longestLine),
  what: '',
  address: addressLines(textOf(form['other-address'])),
})

const chosenFrom = (recipients: readonly Recipient[], chosen: string, form: Sent): Recipient | undefined =>
  chosen === somebodyElse ? elsewhere(form) : recipients.find(({ value }) => value === chosen)

/** Reads what was chosen and answered for a letter; undefined where there is no letter of the name. */
export const readWriting = async (asked: ForLetter, form: Sent): Promise<Writing | undefined> => {
  const letter = letterNamed(asked.params.letter)
  if (letter === undefined) return undefined
  const offered = await maybeAbout(asked, await childRecord(asked))
  const others = textsOf(form.about).flatMap(text => {
    const identity = wholeNumber.read(text)
    return identity !== undefined && offered.some(each => each.identity === identity) ? [identity] : []
  })
  const facts = await letterFacts(asked, others)
  const recipients = await recipientsOf(asked, letter, facts)
  const { values, problems, typed } = readQuestions(letter.asks ?? {}, form, asked.context.today)
  const chosen = textOf(form.for)
  const recipient = chosenFrom(recipients, chosen, form)
  const whom: Readonly<Record<string, string>> =
    recipient === undefined
      ? { for: 'Choose who it is for' }
      : recipient.name === ''
        ? { 'other-name': 'Enter the name of whoever it is for' }
        : {}
  return {
    name: asked.params.letter,
    letter,
    facts,
    recipients,
    offered,
    others,
    chosen,
    recipient,
    told: values,
    typed: { ...typed, 'other-name': textOf(form['other-name']), 'other-address': textOf(form['other-address']) },
    problems: { ...problems, ...whom },
  }
}

/** The letter that another is written from: kept with the child, and opening to the reader. */
export const writtenBefore = async (
  { database, context, child }: AskedAboutChild,
  number: string,
): Promise<{ readonly written: Written; readonly about: readonly number[] } | undefined> => {
  const document = wholeNumber.read(number)
  if (document === undefined) return undefined
  const found = await documentAbout(database.sql, context, child, document)
  return found !== undefined && isWritten(found.letter) ? { written: found.letter, about: found.about } : undefined
}
