import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cinXmlReader } from '../statutory/cin-census/xml.ts'
import { decoding } from '../statutory/reading/decoding.ts'
import { FileRefused, longestFile } from '../statutory/reading/refused.ts'
import { assembleReturn } from '../statutory/ssda903/assemble.ts'
import type { WrittenReturn } from '../statutory/ssda903/assemble.ts'
import { readCsvTable } from '../statutory/ssda903/csv.ts'
import { readPostcodes, readProviders } from '../statutory/ssda903/lists.ts'
import type { Collection, Ssda903, Ssda903TableName } from '../statutory/ssda903/tables.ts'
import { ssda903XmlReader } from '../statutory/ssda903/xml.ts'

const pieceSize = 1 << 18

const refusedIn = (path: string, error: unknown): Error =>
  error instanceof FileRefused
    ? new FileRefused(`${basename(path)}: ${error.message}`)
    : new FileRefused(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)

/** Hands a file's text over piece by piece. */
const streamText = async (path: string, write: (piece: string) => void): Promise<void> => {
  const { size } = await stat(path)
  if (size > longestFile) throw new FileRefused(`It is longer than ${longestFile / 1_000_000} MB.`)
  const decoder = decoding()
  for await (const bytes of createReadStream(path, { highWaterMark: pieceSize }))
    write(decoder.text(bytes as Uint8Array))
  write(decoder.rest())
}

const readText = async (path: string): Promise<string> => {
  const pieces: string[] = []
  await streamText(path, piece => pieces.push(piece))
  return pieces.join('')
}

/** Reads a children in need census from an XML file. */
export const readCensusFile = async (path: string): Promise<ReturnType<ReturnType<typeof cinXmlReader>['finish']>> => {
  const reader = cinXmlReader()
  try {
    await streamText(path, piece => {
      reader.write(piece)
    })
    return reader.finish()
  } catch (error) {
    throw refusedIn(path, error)
  }
}

interface FolderRead {
  readonly format: 'csv' | 'xml'
  readonly tables: WrittenReturn
  readonly notices: readonly string[]
}

const readXmlReturn = async (path: string): Promise<WrittenReturn> => {
  const reader = ssda903XmlReader()
  try {
    await streamText(path, piece => {
      reader.write(piece)
    })
    return reader.finish()
  } catch (error) {
    throw refusedIn(path, error)
  }
}

const readCsvReturn = async (paths: readonly string[]): Promise<Omit<FolderRead, 'format'>> => {
  const tables = new Map<Ssda903TableName, Readonly<Record<string, string>>[]>()
  const notices: string[] = []
  for (const path of paths) {
    try {
      const { table, rows } = readCsvTable(await readText(path))
      const known = tables.get(table)
      if (known === undefined) tables.set(table, [...rows])
      else {
        notices.push(`${basename(path)} is ${table} too: its rows are counted on after those of the file before it.`)
        known.push(...rows)
      }
    } catch (error) {
      throw refusedIn(path, error)
    }
  }
  return { tables, notices }
}

const withEnding = (names: readonly string[], ending: string) =>
  names.filter(name => name.toLowerCase().endsWith(ending)).sort()

/** Reads the return that lies in a folder: its CSV files, or where there is none its one XML file. */
const readFolder = async (folder: string): Promise<FolderRead> => {
  let names: readonly string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    throw refusedIn(folder, error)
  }
  const [csv, xml] = [withEnding(names, '.csv'), withEnding(names, '.xml')]
  const pathOf = (name: string) => join(folder, name)
  if (csv.length > 0) {
    const { tables, notices } = await readCsvReturn(csv.map(pathOf))
    return {
      format: 'csv',
      tables,
      notices: [...notices, ...xml.map(name => `${name} is left aside: the CSV files are the return.`)],
    }
  }
  const [only, ...others] = xml
  if (only === undefined) throw new FileRefused(`${folder} holds no CSV file and no XML file.`)
  if (others.length > 0) throw new FileRefused(`${folder} holds ${xml.length} XML files: a return is one.`)
  return { format: 'xml', tables: await readXmlReturn(pathOf(only)), notices: [] }
}

const readList = async <List>(path: string | undefined, read: (text: string) => List): Promise<List | null> => {
  if (path === undefined) return null
  try {
    return read(await readFile(path, 'utf8'))
  } catch (error) {
    throw refusedIn(path, error)
  }
}

/** Where a looked-after return and what goes with it lie. */
export interface Ssda903Places {
  readonly thisYear: string
  readonly lastYear: string | undefined
  readonly providers: string | undefined
  readonly postcodes: string | undefined
  readonly authority: string | undefined
}

/** Reads a looked-after return from folders, with last year's and the lists that were named. */
export const readSsda903Folders = async (
  places: Ssda903Places,
  collection: Collection,
): Promise<{ readonly given: Ssda903; readonly notices: readonly string[] }> => {
  const thisYear = await readFolder(places.thisYear)
  const lastYear = places.lastYear === undefined ? undefined : await readFolder(places.lastYear)
  const given = assembleReturn(thisYear.tables, lastYear?.tables, {
    collection,
    format: thisYear.format,
    localAuthority: places.authority ?? null,
    providers: await readList(places.providers, readProviders),
    directory: await readList(places.postcodes, readPostcodes),
  })
  return { given, notices: [...thisYear.notices, ...(lastYear?.notices ?? []).map(notice => `Last year: ${notice}`)] }
}
