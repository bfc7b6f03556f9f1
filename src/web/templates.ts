import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { inWords, localTime, monthInWords, timeInWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'

declare const safe: unique symbol

/** Markup that is known to be safe and is not escaped again. Only the shell makes it. */
export type Markup = { readonly [safe]: true; readonly toString: () => string }

/** Marks text as markup: only for what this room wrote itself, its values escaped. */
export const markup = (text: string): Markup => {
  const safeString: unknown = new nunjucks.runtime.SafeString(text)
  return safeString as Markup
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it stands in markup. */
export const escaped = (text: string | number): string =>
  typeof text === 'number' ? String(text) : text.replaceAll(/[&<>"']/g, character => escapes[character] ?? '')

/** Words with their line breaks, as they were written. */
export const asWritten = (text: string): Markup => markup(escaped(text).replaceAll(/\r?\n/g, '<br>'))

const headOrCell = (text: string, index: number): string =>
  index === 0
    ? `<th scope="row" class="govuk-table__header rh-table__head">${escaped(text)}</th>`
    : `<td class="govuk-table__cell">${escaped(text)}</td>`

/** Rows of a table, each with its head and cells. A chart may have a thousand: too many for a loop of a template. */
const tableRows = (rows: readonly (readonly string[])[]): Markup =>
  markup(rows.map(row => `<tr class="govuk-table__row">${row.map(headOrCell).join('')}</tr>`).join('\n'))

const folderOf = (url: string) => fileURLToPath(new URL(url, import.meta.url))
const packageFolder = (file: string) => dirname(fileURLToPath(import.meta.resolve(file)))

export { timeInWords }

/** A date and time in England as a person says it: `14 December 2020 at 9am`. */
export const localInWords = (local: string): string =>
  `${inWords(local.slice(0, 10))} at ${timeInWords(local.slice(11))}`

/** An instant as a person in England says it. */
export const instantInWords = (instant: Instant): string => localInWords(localTime(instant))

const thousands = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** A number with its thousands marked, and at most one decimal. */
export const numberInWords = (value: number): string =>
  // Most numbers of a page are counts that need no mark, and a page of all workers has a thousand.
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : thousands.format(value)

/** `1 child`, `3 children`, `no children`. */
export const counted = (count: number, one: string, many: string = `${one}s`): string =>
  count === 0 ? `no ${many}` : `${numberInWords(count)} ${count === 1 ? one : many}`

const emptyOr =
  <Value>(words: (value: Value) => string) =>
  (value: Value | null | undefined): string =>
    value === null || value === undefined || value === '' ? '' : words(value)

const environment = (() => {
  const loader = new nunjucks.FileSystemLoader(
    [
      folderOf('..'),
      packageFolder('govuk-frontend/package.json') + '/dist',
      packageFolder('@ministryofjustice/frontend/package.json'),
    ],
    { noCache: false, watch: false },
  )
  const made = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true })
  made.addFilter('date', emptyOr(inWords))
  made.addFilter('month', emptyOr(monthInWords))
  made.addFilter('instant', emptyOr(instantInWords))
  made.addFilter('local', emptyOr(localInWords))
  made.addFilter('number', emptyOr(numberInWords))
  made.addFilter('counted', counted)
  made.addFilter('tableRows', tableRows)
  made.addFilter('written', (text: string | undefined) => asWritten(text ?? ''))
  // The timeline of MoJ Frontend asks for its dates through this filter; it is given instants and dates as text.
  made.addFilter('mojDate', (text: string) => (text.length === 10 ? inWords(text) : instantInWords(text)))
  return made
})()

/** The text of a template with what it shows. Throws where the template is missing or fails. */
export const render = (template: string, model: object): string => environment.render(template, model)

/** Compiles a template; throws where it is not whole. */
export const checkTemplate = (template: string): void => {
  environment.getTemplate(template, true)
}
