import { isNamed, readPieces, readText, refusingBy } from '../reading/files.ts'
import type { Files, GivenFile, OnRead } from '../reading/files.ts'
import { FileRefused } from '../reading/refused.ts'
import { assembleReturn } from './assemble.ts'
import type { WrittenReturn } from './assemble.ts'
import { readCsvTable } from './csv.ts'
import { listKindOf, readPostcodes, readProviders } from './lists.ts'
import type { ListKind } from './lists.ts'
import type { PostcodeDirectory } from './postcodes.ts'
import type { Collection, Ssda903, Ssda903TableName } from './tables.ts'
import { ssda903XmlReader } from './xml.ts'

/** A file of a looked-after return, and of which year; `is` where whoever gives it knows which list it is. */
export interface ReturnFile extends GivenFile {
  readonly year: 'this' | 'last'
  readonly is?: ListKind
}

/** A return as it was read, with what was taken otherwise than it was given, in words. */
export interface ReturnRead {
  readonly given: Ssda903
  readonly notices: readonly string[]
}

type Rows = Readonly<Record<string, string>>[]

/** Puts the files of one year together: CSV tables, or where there is none the one XML file. */
const yearReader = () => {
  const csv = new Map<Ssda903TableName, Rows>()
  const notices: string[] = []
  let xml: { readonly name: string; readonly tables: WrittenReturn } | undefined
  const leaveAside = (name: string) => notices.push(`${name} is left aside: the CSV files are the return.`)
  return {
    addCsv: (name: string, text: string) => {
      const { table, rows } = readCsvTable(text)
      const known = csv.get(table)
      if (known === undefined) csv.set(table, [...rows])
      else {
        notices.push(`${name} is ${table} too: its rows are counted on after those of the file before it.`)
        for (const row of rows) known.push(row)
      }
    },
    addXml: async (file: ReturnFile, onRead: OnRead) => {
      if (csv.size > 0) {
        leaveAside(file.name)
        return
      }
      if (xml !== undefined)
        throw new FileRefused(`${file.name}: A return is one XML file, and ${xml.name} was given as well.`)
      const reader = ssda903XmlReader()
      await readPieces(file, reader.write, onRead)
      xml = { name: file.name, tables: await refusingBy(file.name, reader.finish) }
    },
    finish: ():
      | { readonly format: 'csv' | 'xml'; readonly tables: WrittenReturn; readonly notices: readonly string[] }
      | undefined => {
      if (csv.size > 0) {
        if (xml !== undefined) leaveAside(xml.name)
        return { format: 'csv', tables: csv, notices }
      }
      return xml === undefined ? undefined : { format: 'xml', tables: xml.tables, notices }
    },
  }
}

/**
 * Reads a looked-after return from its files, with last year's and the lists of providers and postcodes where they were
 * given: a list is known by its heading. A file that cannot be read whole throws `FileRefused`, naming it.
 */
export const readReturn = async (
  files: Files<ReturnFile>,
  { collection, localAuthority }: { readonly collection: Collection; readonly localAuthority: string | null },
  onRead: OnRead,
): Promise<ReturnRead> => {
  const years = { this: yearReader(), last: yearReader() }
  let providers: Ssda903['providers'] = null
  let directory: PostcodeDirectory | null = null
  for await (const file of files) {
    if (isNamed(file.name, '.xml') && file.is === undefined) await years[file.year].addXml(file, onRead)
    else if (isNamed(file.name, '.csv') || file.is !== undefined) {
      const text = await readText(file, onRead)
      await refusingBy(file.name, () => {
        const kind = file.is ?? listKindOf(text)
        if (kind === 'providers') providers = readProviders(text)
        else if (kind === 'postcodes') directory = readPostcodes(text)
        else years[file.year].addCsv(file.name, text)
      })
    } else throw new FileRefused(`${file.name}: The files of a return are CSV or XML, and this is named otherwise.`)
  }
  const thisYear = years.this.finish()
  const lastYear = years.last.finish()
  if (thisYear === undefined) throw new FileRefused('No file of this year’s return was given: neither CSV nor XML.')
  return {
    given: assembleReturn(thisYear.tables, lastYear?.tables, {
      collection,
      format: thisYear.format,
      localAuthority,
      providers,
      directory,
    }),
    notices: [...thisYear.notices, ...(lastYear?.notices ?? []).map(notice => `Last year: ${notice}`)],
  }
}
