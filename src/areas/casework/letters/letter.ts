import type { CivilDate } from '../../../calendar/index.ts'
import type { DocumentKind } from '../../../documents/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Names } from '../../../web/forms/index.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import type { ChildFacts } from '../child/facts.ts'
import type { ChildRecord } from '../child/record.ts'

/** The council as it stands at the head of a letter. */
export type Sender = {
  readonly council: string
  readonly address: readonly string[]
  readonly telephone: string
  readonly outOfHours: string
  readonly simulated: boolean
  /** Who writes: name, what they do, and their team. */
  readonly name: string
  readonly part: string
  readonly team: string
}

/** Somebody whom a letter is about. */
export type AboutChild = { readonly identity: number; readonly facts: ChildFacts }

/** All that a letter is written from. */
export type LetterFacts = {
  readonly rules: Rules
  readonly today: CivilDate
  readonly sender: Sender
  readonly record: ChildRecord
  readonly names: Names
  /** The child whose record it is, first, and the brothers and sisters whom the letter is about too. */
  readonly about: readonly AboutChild[]
  /** The name of each of them in a letter to the family, and in one to anybody else. */
  readonly inFamily: string
  readonly toOthers: string
}

/** A part of a letter: words, which whoever writes may change; or a table of the record, from which lines may be left out. */
export type Section = { readonly name: string; readonly heading?: string } & (
  | { readonly words: string }
  | {
      readonly head: readonly string[]
      readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
    }
)

/** Somebody to whom a letter may go, out of the record. */
export type Recipient = {
  /** What the form calls it: `person-12`, `referrer`, `other`. */
  readonly value: string
  readonly name: string
  readonly what: string
  readonly address: readonly string[]
  readonly identity?: number
  /** How a letter greets an agency of which nobody is known by name. */
  readonly greeting?: string
}

/** Who a letter is for: its first choice among those whom the record knows. */
export type Readers = 'family' | 'referrer' | 'others'

/** What the person who writes answered to the questions of the letter. */
export type Told = Readonly<Record<string, unknown>>

/** A letter or summary that is written from the record. */
export type Letter = {
  readonly title: string
  /** A sentence for the list of what can be written. */
  readonly about: string
  readonly readers: Readers
  readonly kind: DocumentKind
  /** A letter greets and is signed; a paper has neither. */
  readonly form: 'letter' | 'paper'
  /** What the record does not know. */
  readonly asks?: Questions
  /** What the record must hold first, with the step that records it; undefined where it does. */
  readonly lacks?: (facts: LetterFacts) => { readonly words: string; readonly step: string } | undefined
  /** The heading under the greeting. */
  readonly heading: (facts: LetterFacts, told: Told) => string
  readonly write: (facts: LetterFacts, told: Told) => readonly Section[]
}

/** Declares a letter. */
export const letter = (declared: Letter): Letter => declared

/** Paragraphs, those that say nothing left out. */
export const paragraphs = (...each: readonly (string | undefined)[]): string =>
  each.filter(words => words !== undefined && words.trim() !== '').join('\n\n')

/** Lines of a list as whoever writes sees them. */
export const bullets = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')
