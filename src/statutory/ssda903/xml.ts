import { FileRefused } from '../reading/refused.ts'
import { xmlReader } from '../reading/xml.ts'
import { ssda903TableNames } from './looked-after.ts'
import { ssda903Tables } from './tables.ts'
import type { Ssda903TableName } from './tables.ts'

type Cells = Record<string, string>

/** Elements that are a row of a table each. */
const rowElements: Readonly<Record<string, Ssda903TableName>> = {
  EPISODE: 'Episodes',
  AREVIEW: 'Reviews',
  AMISSING: 'Missing',
  AD_PLACED: 'PlacedAdoption',
  PERMANENCE: 'PrevPerm',
  OC2: 'OC2',
  OC3: 'OC3',
  ADOPTION: 'AD1',
  SWEPISODE: 'SWEpisodes',
  SW_EPISODE: 'SWEpisodes',
  ASWEPISODE: 'SWEpisodes',
  DOLO: 'DoLo',
  ADOLO: 'DoLo',
}

/** Tables whose one row of a child stands among the elements of its header. */
const inHeader = ['OC3', 'AD1'] as const

const elementNames: Readonly<Record<string, string>> = { CHILDID: 'CHILD', PL: 'PLACE' }

const has = (table: Ssda903TableName, column: string) => Object.hasOwn(ssda903Tables[table], column)

/** A table's rows of one return as its XML has them. */
export type XmlTables = ReadonlyMap<Ssda903TableName, readonly Readonly<Record<string, string>>[]>

/** Reads a looked-after return from its XML, piece by piece. A file that is cut off or is none throws `FileRefused`. */
export const ssda903XmlReader = () => {
  const tables = new Map<Ssda903TableName, Cells[]>(ssda903TableNames.map(name => [name, []]))
  let header: Cells = {}
  let rows: { readonly table: Ssda903TableName; readonly cells: Cells }[] = []
  let row: (typeof rows)[number] | undefined
  let depth = 0

  const finishChild = () => {
    const about: Cells = {}
    for (const column of ['CHILD', 'DOB', 'SEX']) if (header[column] !== undefined) about[column] = header[column]
    const add = (table: Ssda903TableName, cells: Cells) => tables.get(table)?.push({ ...about, ...cells })
    add('Header', header)
    for (const { table, cells } of rows) add(table, cells)
    for (const table of inHeader) {
      const own = Object.entries(header).filter(([column]) => has(table, column) && !has('Header', column))
      if (own.length > 0) add(table, Object.fromEntries(own))
    }
    if (header.DUC?.trim() || header.UASC?.trim() === '1') add('UASC', { DUC: header.DUC ?? '' })
    header = {}
    rows = []
  }

  const reader = xmlReader({
    open: (written, line) => {
      const name = written.toUpperCase()
      depth += 1
      if (depth === 1 && !name.includes('903'))
        throw new FileRefused(`This is no looked-after return: it begins with <${written}>, not <EXPSSDA903>.`, line)
      const table = rowElements[name]
      if (table !== undefined) rows.push((row = { table, cells: {} }))
    },
    close: (written, text) => {
      const name = written.toUpperCase()
      depth -= 1
      if (name === 'CHILD' && depth === 1) finishChild()
      else if (rowElements[name] !== undefined) row = undefined
      else if (name !== 'HEADER') {
        const column = elementNames[name] ?? name
        const cells = row?.cells ?? header
        cells[column] ??= text
      }
    },
  })
  return {
    write: reader.write,
    finish: (): XmlTables => {
      reader.finish()
      return tables
    },
  }
}
