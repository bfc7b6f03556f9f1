import { addDays, addYears } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { readIsoDate, readShortEnglishDate } from '../dates.ts'
import { returnFrom, ssda903Builders, yearTableNames } from './looked-after.ts'
import type { YearTableName } from './looked-after.ts'
import type { Collection, Provider, Ssda903 } from './tables.ts'

type Written = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
type Metadata = Readonly<Record<string, unknown>>

const asWritten = (cell: unknown): string | null =>
  typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : null

const readExampleDate = (written: unknown): CivilDate | undefined => {
  const text = asWritten(written)
  return text === null ? undefined : (readShortEnglishDate(text) ?? readIsoDate(text))
}

const collectionOf = (metadata: Metadata, year: Collection): Collection => {
  const start = readExampleDate(metadata.collection_start)
  const end = readExampleDate(metadata.collection_end)
  return {
    start: start ?? (end === undefined ? year.start : addDays(addYears(end, -1), 1)),
    end: end ?? (start === undefined ? year.end : addDays(addYears(start, 1), -1)),
  }
}

const codesIn = (written: unknown): readonly string[] =>
  (asWritten(written) ?? '')
    .split(',')
    .map(code => code.trim())
    .filter(code => code !== '')

const providerOf = (row: Metadata): Provider => ({
  urn: asWritten(row.URN) ?? '',
  placeCodes: codesIn(row.PLACE_CODES),
  providerCodes: codesIn(row.PROVIDER_CODES),
  postcode: asWritten(row.POSTCODE),
  localAuthority: asWritten(row.LA_CODE_INFERRED) ?? asWritten(row.LA_CODE),
  registeredFrom: readExampleDate(row.REG_START) ?? null,
  registeredUntil: readExampleDate(row.REG_END) ?? null,
})

const providersOf = (list: unknown): Ssda903['providers'] =>
  Array.isArray(list)
    ? Map.groupBy(
        list.map(row => providerOf(row as Metadata)),
        ({ urn }) => urn,
      )
    : null

/** The worked examples' Episodes say themselves where their postcodes are; their directory knows this one. */
const examplePostcodes: ReadonlySet<string> = new Set(['AB10JD'])

/**
 * The return of a worked example: tables by name, each a list of rows, and what the example says beside them. Ofsted's list
 * may stand among the tables as `Providers`: URN, PLACE_CODES, PROVIDER_CODES, POSTCODE, LA_CODE, REG_START, REG_END.
 */
export const returnOfExample = (tables: Written, metadata: Metadata, year: Collection): Ssda903 => {
  const builders = ssda903Builders(readExampleDate, { keepsBlanks: true })
  const given = new Set<YearTableName>()
  for (const name of yearTableNames) {
    const rows = tables[name]
    if (rows === undefined) continue
    given.add(name)
    for (const row of rows)
      builders[name].add(Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, asWritten(cell)])))
  }
  return returnFrom(builders, given, {
    collection: collectionOf(metadata, year),
    localAuthority: asWritten(metadata.localAuthority),
    format: metadata.file_format === 'xml' ? 'xml' : 'csv',
    providers: providersOf(metadata.provider_info ?? tables.Providers),
    postcodes: { has: postcode => examplePostcodes.has(postcode.replaceAll(' ', '').toUpperCase()) },
  })
}
