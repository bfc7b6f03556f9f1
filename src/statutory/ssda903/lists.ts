import Papa from 'papaparse'
import { readIsoDate, readShortEnglishDate } from '../dates.ts'
import { FileRefused } from '../reading/refused.ts'
import { plainPostcode, postcodeDirectory } from './postcodes.ts'
import type { PostcodeDirectory, PostcodePlace } from './postcodes.ts'
import type { Provider } from './tables.ts'

type Named = Readonly<Record<string, string>>

const rowsOf = (text: string): readonly Named[] =>
  Papa.parse<Named>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: name => name.trim().toLowerCase(),
  }).data

/** A list from outside the return that rules may need. */
export type ListKind = 'providers' | 'postcodes'

/** Which list a CSV file is by its heading; undefined where it is none, as every table of the return is. */
export const listKindOf = (text: string): ListKind | undefined => {
  const [heading = []] = Papa.parse<readonly string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', preview: 1 }).data
  const columns = new Set(heading.map(name => name.trim().toLowerCase()))
  const hasAny = (...names: readonly string[]) => names.some(name => columns.has(name))
  if (columns.has('child')) return undefined
  if (hasAny('easting', 'oseast1m') && hasAny('postcode', 'pcds', 'pcd')) return 'postcodes'
  return columns.has('urn') ? 'providers' : undefined
}

/** The value of the first of these columns that a row has. */
const firstOf = (row: Named, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = row[name]?.trim()
    if (value !== undefined && value !== '') return value
  }
  return null
}

const codesIn = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(/[,;/]/)
    .map(code => code.trim().toUpperCase())
    .filter(code => code !== '')

const dateIn = (text: string | null) =>
  text === null ? null : (readIsoDate(text.slice(0, 10)) ?? readShortEnglishDate(text.slice(0, 10)) ?? null)

const providerOf = (row: Named): Provider => ({
  urn: firstOf(row, ['urn']) ?? '',
  placeCodes: codesIn(firstOf(row, ['place_codes', 'placement code'])),
  providerCodes: codesIn(firstOf(row, ['provider_codes', 'placement provider code'])),
  postcode: firstOf(row, ['postcode', 'provider postcode', 'setting address postcode']),
  localAuthority: firstOf(row, ['la_code', 'la_code_inferred', 'local authority code']),
  registeredFrom: dateIn(firstOf(row, ['reg_start', 'registration date'])),
  registeredUntil: dateIn(firstOf(row, ['reg_end', 'deregistration date', 'closed date'])),
})

/**
 * Reads Ofsted's list of providers from a CSV with the columns of its own spreadsheet (URN, Placement code, Placement provider
 * code, Provider postcode, Registration date, Deregistration date) or our shorter ones, by URN.
 */
export const readProviders = (text: string): ReadonlyMap<string, readonly Provider[]> => {
  const providers = rowsOf(text).map(providerOf)
  if (providers.every(({ urn }) => urn === ''))
    throw new FileRefused('This is no list of providers: it has no column URN.', 1)
  return Map.groupBy(
    providers.filter(({ urn }) => urn !== ''),
    ({ urn }) => urn,
  )
}

const placeOf = (row: Named): readonly [string, PostcodePlace] | undefined => {
  const postcode = firstOf(row, ['postcode', 'pcds', 'pcd'])
  const authority = firstOf(row, ['authority', 'la', 'oscty', 'oslaua', 'laua'])
  const [easting, northing] = [firstOf(row, ['easting', 'oseast1m']), firstOf(row, ['northing', 'osnrth1m'])]
  if (postcode === null || authority === null || easting === null || northing === null) return undefined
  return [plainPostcode(postcode), { authority, easting: Number(easting), northing: Number(northing) }]
}

/** Reads a directory of postcodes from a CSV with the columns postcode, authority, easting and northing. */
export const readPostcodes = (text: string): PostcodeDirectory => {
  const places = rowsOf(text).flatMap(row => {
    const place = placeOf(row)
    return place === undefined ? [] : [place]
  })
  if (places.length === 0)
    throw new FileRefused('This is no directory of postcodes: it needs postcode, authority, easting and northing.', 1)
  return postcodeDirectory(new Map(places))
}
