import { readIsoDate } from '../dates.ts'
import { FileRefused } from '../reading/refused.ts'
import { xmlReader } from '../reading/xml.ts'
import type { WrittenCells } from '../table-builder.ts'
import { censusFrom, cinBuilders, cinTableNames } from './census.ts'
import { cinTables } from './tables.ts'
import type { CinCensus, CinTableName } from './tables.ts'

type Cells = Record<string, string>
type Kept = { readonly table: CinTableName; readonly cells: Cells; readonly factors: string[] }

/** An element of the file that is none of the census, with how often and where first it stands. */
export interface UnknownElement {
  readonly name: string
  readonly line: number
  readonly times: number
}

/** Element names in any letter case: files write both CINPlanDates and CINplanDates. */
const tableOf = new Map<string, CinTableName>(
  cinTableNames
    .filter(name => !['Header', 'AssessmentFactorsList', 'Disabilities', 'Reviews'].includes(name))
    .map(name => [name.toLowerCase(), name]),
)

const columnNames = new Map<string, string>(
  Object.values(cinTables).flatMap(columns => Object.keys(columns).map(column => [column.toLowerCase(), column])),
)

/** Elements that only hold others. */
const frames: ReadonlySet<string> = new Set(
  ['Message', 'Header', 'CollectionDetails', 'Source', 'Children', 'Child', 'Disabilities', 'Reviews']
    .map(name => name.toLowerCase())
    .concat('factorsidentifiedatassessment'),
)

const hasColumn = (table: CinTableName, column: string) => Object.hasOwn(cinTables[table], column)

/** What is kept of a child until it is whole: its id may stand anywhere in it. */
const childReader = () => {
  let kept: Kept[] = []
  let open: Kept[] = []
  let ids = 0
  let child: string | null = null
  let details = ''
  let plan = ''
  const begin = (table: CinTableName) => {
    const cells: Cells = {}
    if (table === 'CINdetails') details = String((ids += 1))
    if (table === 'ChildProtectionPlans') cells.CPPID = plan = String((ids += 1))
    if (table === 'Assessments') cells.AssessmentID = String((ids += 1))
    if (hasColumn(table, 'CINdetailsID')) cells.CINdetailsID = details
    const row = { table, cells, factors: [] }
    open.push(row)
    kept.push(row)
  }
  const addTo = (table: CinTableName, cells: Cells) => kept.push({ table, cells, factors: [] })
  /** The innermost open row whose table has the column. */
  const holderOf = (column: string) => open.findLast(({ table }) => hasColumn(table, column))
  const give = (column: string, text: string) => {
    const holder = holderOf(column)
    if (column === 'LAchildID') child ??= text.trim()
    if (column === 'Disability') addTo('Disabilities', { Disability: text })
    else if (column === 'CPPreviewDate') addTo('Reviews', { CINdetailsID: details, CPPID: plan, CPPreviewDate: text })
    else if (holder === undefined) return
    else if (column === 'AssessmentFactors') {
      holder.factors.push(text)
      addTo('AssessmentFactorsList', { ...holder.cells, AssessmentFactor: text })
    } else holder.cells[column] ??= text
  }
  const emptyReview = () => {
    if (open.some(({ table }) => table === 'ChildProtectionPlans'))
      addTo('Reviews', { CINdetailsID: details, CPPID: plan })
  }
  const end = () => open.pop()
  const finish = (): readonly { readonly table: CinTableName; readonly cells: WrittenCells }[] => {
    const id = child === null ? {} : { LAchildID: child }
    const whole = kept.map(({ table, cells, factors }) => ({
      table,
      cells: factors.length === 0 ? { ...cells, ...id } : { ...cells, ...id, AssessmentFactors: factors },
    }))
    kept = []
    open = []
    child = null
    return whole
  }
  return { begin, give, end, emptyReview, finish }
}

/**
 * Reads a children in need census from its XML, piece by piece. Dates are strictly `YYYY-MM-DD`; what cannot be read is
 * kept as such. A file that is cut off or is no census throws `FileRefused`.
 */
export const cinXmlReader = () => {
  const builders = cinBuilders(readIsoDate)
  const child = childReader()
  const header: Record<string, string> = {}
  const unknown = new Map<string, { line: number; times: number }>()
  let depth = 0
  let isInHeader = false
  let reviewsSeen = 0
  const noteUnknown = (name: string, line: number) => {
    const known = unknown.get(name)
    if (known === undefined) unknown.set(name, { line, times: 1 })
    else known.times += 1
  }
  const reader = xmlReader({
    open: (written, line) => {
      const name = written.toLowerCase()
      depth += 1
      if (depth === 1 && name !== 'message')
        throw new FileRefused(`This is no children in need census: it begins with <${written}>, not <Message>.`, line)
      if (name === 'header') isInHeader = true
      if (name === 'reviews') reviewsSeen = 0
      if (name === 'cppreviewdate') reviewsSeen += 1
      const table = tableOf.get(name)
      if (table !== undefined) child.begin(table)
      else if (!frames.has(name) && !columnNames.has(name)) noteUnknown(written, line)
    },
    close: (written, text) => {
      const name = written.toLowerCase()
      depth -= 1
      const column = columnNames.get(name)
      if (name === 'header') isInHeader = false
      else if (tableOf.has(name)) child.end()
      else if (name === 'reviews' && reviewsSeen === 0) child.emptyReview()
      else if (name === 'child') for (const { table, cells } of child.finish()) builders[table].add(cells)
      else if (column === undefined || frames.has(name)) return
      else if (isInHeader) header[column] ??= text
      else child.give(column, text)
    },
  })
  return {
    write: reader.write,
    finish: (): { readonly census: CinCensus; readonly unknown: readonly UnknownElement[] } => {
      reader.finish()
      builders.Header.add(header)
      return {
        census: censusFrom(builders),
        unknown: [...unknown].map(([name, { line, times }]) => ({ name, line, times })),
      }
    },
  }
}
