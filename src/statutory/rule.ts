import type { Columns, Row, Table } from './table.ts'

/** A collection year, from 1 April to 31 March: `2025-26`. */
export type CollectionYear = `${number}-${number}`

/** An error must be put right before the return is accepted; a query must be put right or explained. */
export type RuleType = 'error' | 'query'

/** Since when, and until when, this version of a rule has been the one in force. Known from 2022-23. */
export interface InForce {
  /** The year in which a rule of this code first stood. */
  readonly added: CollectionYear
  /** The first year of this version, where an earlier version stood before it. */
  readonly changed?: CollectionYear
  /** The last year of this version, where it has been changed or deleted since. */
  readonly until?: CollectionYear
}

/** Cells that fail together in one row of one table. */
export interface Place {
  readonly table: string
  readonly row: number
  readonly child: string | null
  readonly fields: readonly string[]
}

/** One thing that is wrong: why, in words, and every place that it concerns; none where it concerns the return as a whole. */
export interface Failure {
  readonly why: string
  readonly places: readonly Place[]
}

export type Fail = (why: string, ...places: readonly Place[]) => void

/** Rows as they are written in a file, by table: what is left out is missing. */
export type WrittenTables = Readonly<Record<string, readonly Readonly<Record<string, string | readonly string[]>>[]>>

/** The smallest returns that show a rule: one that passes, and one that fails. */
export interface Examples {
  readonly passes: WrittenTables
  readonly fails: WrittenTables
}

/** One version of one rule of a return. */
export interface Rule<Given> {
  readonly code: string
  readonly type: RuleType
  /** The published message of the Department for Education. */
  readonly message: string
  /** The fields that the published rule names. */
  readonly fields: readonly string[]
  /** The tables whose rows it judges: where none of them has a row the rule does not apply. */
  readonly judges: readonly (keyof Given & string)[]
  /** What else must have been given for the rule to apply: another table, or a list from outside the return. */
  readonly needs: readonly (keyof Given & string)[]
  /** Of these one at least must have been given, where any is named. */
  readonly needsOneOf?: readonly (keyof Given & string)[]
  readonly inForce: InForce
  /** How we read it where its message, its fields and what is known of it leave room or disagree. */
  readonly reading?: string
  readonly examples: Examples
  readonly judge: (given: Given, fail: Fail) => void
}

export type Words = string | false | undefined

/** What every declaration says of its rule. */
export interface Declared<Given> {
  readonly code: string
  readonly type?: RuleType
  readonly message: string
  readonly fields: readonly string[]
  readonly needs?: readonly (keyof Given & string)[]
  readonly needsOneOf?: readonly (keyof Given & string)[]
  readonly inForce: InForce
  readonly reading?: string
  readonly examples: Examples
}

/** The columns of the table of this name in a return. */
export type ColumnsIn<Given, Name extends keyof Given> = Given[Name] extends Table<infer C> ? C : never

export type TableNames<Given> = {
  [Name in keyof Given]: Given[Name] extends { readonly rows: readonly unknown[] } ? Name : never
}[keyof Given] &
  string

/** Some cells of a row. */
export const at = <C extends Columns>(
  { name }: Table<C>,
  row: Row<C>,
  ...fields: readonly (keyof C & string)[]
): Place => ({ table: name, row: row.row, child: childOf(row), fields })

const childOf = (row: object): string | null => {
  const { CHILD, LAchildID } = row as { readonly CHILD?: string | null; readonly LAchildID?: string | null }
  return CHILD ?? LAchildID ?? null
}

/** The makers of rules for one return: `eachRow` for a rule that looks at one row at a time, `judged` for any other. */
export const rulesFor = <Given extends object>() => ({
  /** A rule about single rows of one table: `fails` says why a row fails, or nothing where it does not. */
  eachRow: <const Name extends TableNames<Given>>(
    name: Name,
    {
      fails,
      marks,
      ...declared
    }: Declared<Given> & {
      readonly fails: (row: Row<ColumnsIn<Given, Name>>, given: Given) => Words
      /** The cells that are marked, where they are not the published fields. */
      readonly marks?: readonly (keyof ColumnsIn<Given, Name> & string)[]
    },
  ): Rule<Given> => ({
    type: 'error',
    needs: [],
    ...declared,
    judges: [name],
    judge: (given, fail) => {
      const table = given[name] as Table<ColumnsIn<Given, Name>>
      const marked = marks ?? declared.fields.filter(field => Object.hasOwn(table.columns, field))
      for (const row of table.rows) {
        const why = fails(row, given)
        if (typeof why === 'string') fail(why, at(table, row, ...(marked as (keyof ColumnsIn<Given, Name> & string)[])))
      }
    },
  }),
  /** A rule that looks at several rows or tables at once, and fails as it finds. */
  judged: (
    declared: Declared<Given> & {
      readonly judges: readonly TableNames<Given>[]
      readonly judge: (given: Given, fail: Fail) => void
    },
  ): Rule<Given> => ({ type: 'error', needs: [], ...declared }),
})

const byCode = new Intl.Collator('en-GB', { numeric: true })

/** Rules by their codes, numbers as numbers: 101, 1001, INT01. */
export const inCodeOrder = <Given>(rules: readonly Rule<Given>[]): readonly Rule<Given>[] =>
  [...rules].sort((one, other) => byCode.compare(one.code, other.code))
