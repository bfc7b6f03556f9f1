/** What a cell of a CSV file may hold. */
export type CsvCell = string | number | boolean | null | undefined

// A cell that a spreadsheet would run as a formula gets an apostrophe in front, which it shows as text (OWASP, CSV injection).
const formulaStart = /^[=+\-@\t\r]/

const textOf = (cell: CsvCell): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell
  return formulaStart.test(text) ? `'${text}` : text
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A table as RFC 4180 text, with the mark by which spreadsheets know that it is UTF-8. */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  `\ufeff${[header, ...rows].map(row => row.map(cell => quoted(textOf(cell))).join(',')).join('\r\n')}\r\n`
