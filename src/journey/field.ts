import type { CivilDate } from '../calendar/index.ts'

/** The kinds of question there are; the pages have one renderer for each. */
export type FieldKind =
  | 'date'
  | 'moment'
  | 'text'
  | 'prose'
  | 'choice'
  | 'choices'
  | 'yesNo'
  | 'number'
  | 'postcode'
  | 'worker'
  | 'team'
  | 'rows'

/** What is wrong in one of several rows, and where: `2-actions-1-by` is in the first action of the second row. */
export type ProblemInRow = { readonly at: string; readonly problem: string }

/** What reading an answer gave: the value, or what is wrong with it in words for the person who typed it. */
export type Reading<Value> =
  | { readonly value: Value }
  | { readonly problem: string; readonly inRows?: readonly ProblemInRow[] }

/** What a list of rows asks of each: a goal what will be different, an action who does it. See `rows.ts`. */
export type RowsAsked = {
  readonly columns: Fields
  /** What one row is called: `Goal`. */
  readonly one: string
  /** How many empty rows are offered where there is none yet. */
  readonly offered: number
  readonly most: number
}

/** What a reader must know beside the answer: the day on which it is given. */
export type ReadingMoment = { readonly today: CivilDate }

/**
 * One question. `read` takes what a form or a file holds (text, or a list of texts for several choices; a date may also
 * come as its parts) and gives a JSON value. An empty answer to a question that is not required reads as undefined.
 */
export type Field<Value = unknown, Kind extends FieldKind = FieldKind> = {
  readonly kind: Kind
  readonly ask: string
  readonly hint?: string
  readonly required: boolean
  /** Names of the answers and their labels, for choices. Names never change; labels may. */
  readonly codes?: Readonly<Record<string, string>>
  readonly longest?: number
  readonly mayBeInFuture?: boolean
  /** The name of another date of the step, which this one cannot come before. */
  readonly notBefore?: string
  /** Asked only when another question has one of these answers. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
  /** Kept readable in old records, no longer asked. */
  readonly retired?: boolean
  /** The question that a retired one's words moved to: once that is answered, a correction does not keep the old. */
  readonly replacedBy?: string
  /** The answer that stands where none is chosen. */
  readonly otherwise?: string
  /** What each row of a list asks. */
  readonly rows?: RowsAsked
  /** A phrase about the child that the record already knows, shown beside the question: the name of a fact. */
  readonly known?: string
  read(raw: unknown, moment: ReadingMoment): Reading<Value>
}

export type Fields = Readonly<Record<string, Field>>

/** The answers to the questions of a step, by name. */
export type Answers<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never
}

/** Answers whose declaration is not known by type, as stored. */
export type StoredAnswers = Readonly<Record<string, unknown>>

export type Asking = Pick<
  Field,
  'hint' | 'longest' | 'mayBeInFuture' | 'notBefore' | 'when' | 'retired' | 'replacedBy' | 'known'
>
