import { lowerAsked } from './fields.ts'
import type { Asking, Field, Fields, ProblemInRow, Reading, ReadingMoment, RowsAsked } from './field.ts'
import { isBlank } from './typed.ts'

/** What a row may ask: nothing that needs a list of the council's, and nothing that depends on another answer. */
export type Columns = Readonly<
  Record<string, Field<unknown, 'text' | 'prose' | 'date' | 'choice' | 'yesNo' | 'number' | 'rows'>>
>

/**
 * One row as it is stored. Its key goes with it from version to version, so that what has changed can be told; what was
 * left empty is not in it.
 */
export type Row<C extends Fields> = { readonly key: string } & {
  readonly [Name in keyof C as undefined extends ValueOf<C[Name]> ? never : Name]: ValueOf<C[Name]>
} & { readonly [Name in keyof C as undefined extends ValueOf<C[Name]> ? Name : never]?: ValueOf<C[Name]> }

type ValueOf<F> = F extends Field<infer Value> ? Value : never

/** What a form holds of one row beside its columns. */
export const rowParts = { key: 'key', remove: 'remove' } as const

const isKey = (raw: unknown): raw is string => typeof raw === 'string' && /^[a-z0-9]{1,12}$/.test(raw)

type RawRow = Readonly<Record<string, unknown>>

const rawRows = (raw: unknown): readonly RawRow[] =>
  (Array.isArray(raw) ? raw : []).map(each =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? (each as RawRow) : {},
  )

const isRemoved = (row: RawRow): boolean => row[rowParts.remove] === 'yes'

/** Whether nothing is typed in a row. A choice alone says nothing: it stands at its usual answer from the start. */
const isEmptyRow = (columns: Fields, row: RawRow): boolean =>
  isRemoved(row) ||
  Object.entries(columns).every(([name, field]) =>
    field.rows === undefined
      ? field.kind === 'choice' || isBlank(row[name])
      : rawRows(row[name]).every(each => isEmptyRow(field.rows?.columns ?? {}, each)),
  )

/** A short name made of words: the same words give the same name. */
const nameOf = (words: string): string => {
  let hash = 0x811c9dc5
  for (let index = 0; index < words.length; index += 1)
    hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(36)
}

/** A row's first words, by which it is named. */
const firstWords = (columns: Fields, row: RawRow): string => {
  const first = Object.entries(columns).find(([, { kind }]) => kind === 'text' || kind === 'prose')?.[0]
  const words = first === undefined ? undefined : row[first]
  return typeof words === 'string' ? words : ''
}

/** Every row its key: the one it came with, where it is the first with it, else one made of its words. */
const keysOf = (columns: Fields, rows: readonly RawRow[]): readonly string[] => {
  const taken = new Set<string>()
  const kept = rows.map(row => {
    const key = row[rowParts.key]
    if (!isKey(key) || taken.has(key)) return undefined
    taken.add(key)
    return key
  })
  return rows.map((row, index) => {
    const came = kept[index]
    if (came !== undefined) return came
    const words = firstWords(columns, row)
    let key = nameOf(words)
    for (let turn = 2; taken.has(key); turn += 1) key = nameOf(`${words} ${turn}`)
    taken.add(key)
    return key
  })
}

const withinRow = (reading: { readonly problem: string; readonly inRows?: readonly ProblemInRow[] }, name: string) =>
  reading.inRows === undefined
    ? [{ at: name, problem: reading.problem }]
    : reading.inRows.map(({ at, problem }) => ({ at: `${name}-${at}`, problem }))

/**
 * A list of rows, each with its own questions; a row may hold a list of its own. Empty rows and those marked to be
 * removed are left out. `missing` says in words that at least one is needed.
 */
export const rows = <const C extends Columns>(
  ask: string,
  asked: RowsAsked & { readonly columns: C; readonly missing?: string },
  asking: Asking = {},
): Field<readonly Row<C>[], 'rows'> => {
  const { columns, one, most, missing = `Enter at least one ${lowerAsked(one)}` } = asked
  const readRow = (row: RawRow, place: number, moment: ReadingMoment) => {
    const values: Record<string, unknown> = {}
    const problems: ProblemInRow[] = []
    for (const [name, field] of Object.entries(columns)) {
      const reading = field.read(row[name], moment)
      if ('problem' in reading)
        problems.push(
          ...withinRow(reading, name).map(({ at, problem }) => ({
            at: `${place}-${at}`,
            problem: `${one} ${place}${field.kind === 'rows' && reading.inRows !== undefined ? ', ' : ': '}${lowerAsked(problem)}`,
          })),
        )
      else if (reading.value !== undefined) values[name] = reading.value
    }
    return { values, problems }
  }
  const read = (raw: unknown, moment: ReadingMoment): Reading<readonly Row<C>[]> => {
    const typed = rawRows(raw)
      .map((row, index) => ({ row, place: index + 1 }))
      .filter(({ row }) => !isEmptyRow(columns, row))
    if (typed.length === 0) return { problem: missing }
    if (typed.length > most) return { problem: `${ask}: at most ${most}; there are ${typed.length}` }
    const readings = typed.map(({ row, place }) => readRow(row, place, moment))
    const inRows = readings.flatMap(({ problems }) => problems)
    if (inRows.length > 0) return { problem: inRows.map(({ problem }) => problem).join('. '), inRows }
    const keys = keysOf(
      columns,
      typed.map(({ row }, index) => ({ ...readings[index]?.values, key: row[rowParts.key] })),
    )
    const value = readings.map(({ values }, index) => ({ key: keys[index] ?? '', ...values }))
    return { value: value as unknown as readonly Row<C>[] }
  }
  return {
    kind: 'rows',
    ask,
    required: true,
    ...asking,
    rows: { columns, one, most, offered: asked.offered },
    read,
  }
}

/** The same list, which may be left empty: rows with nothing in them are nothing. */
export const optionalRows = <Value>(field: Field<Value, 'rows'>): Field<Value | undefined, 'rows'> => ({
  ...field,
  required: false,
  read: (raw: unknown, at: ReadingMoment) =>
    rawRows(raw).every(row => isEmptyRow(field.rows?.columns ?? {}, row)) ? { value: undefined } : field.read(raw, at),
})
