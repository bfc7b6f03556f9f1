import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { render } from '../templates.ts'
import { csvText } from './csv.ts'
import { filteredBy, filterView, listingIn, tableView } from './index.ts'
import type { Column } from './index.ts'

type Row = { readonly name: string; readonly age: number | null }

const columns: readonly Column<Row>[] = [
  {
    name: 'name',
    heading: 'Name',
    cell: ({ name }) => ({ text: name, link: '/children/1' }),
    order: ({ name }) => name,
  },
  { name: 'age', heading: 'Age', cell: ({ age }) => age ?? 'not known', order: ({ age }) => age, numeric: true },
]
const rows: readonly Row[] = [
  { name: 'Zoe', age: 3 },
  { name: '<b>Amir</b>', age: null },
  { name: 'Ben', age: 12 },
]
const address = (query: object) => `/list?${new URLSearchParams(query as Record<string, string>).toString()}`

const view = (query: Readonly<Record<string, string>>, of: readonly Row[] = rows, perPage = 100) =>
  tableView({
    caption: 'Children',
    of: ['child', 'children'],
    columns,
    rows: of,
    listing: listingIn(query, ['name', 'age']),
    address,
    empty: 'Children whose visits are overdue would be here.',
    perPage,
  })

const html = (shown: ReturnType<typeof view>) => render('web/tables/table-page.test.njk', { shown })

const names = (shown: ReturnType<typeof view>) => shown.rows.map(([first]) => first?.text)

test('rows are ordered by the column asked for, either way, and what has no value stands last', () => {
  assert.deepEqual(names(view({})), ['<b>Amir</b>', 'Ben', 'Zoe'])
  assert.deepEqual(names(view({ sort: 'age' })), ['Zoe', 'Ben', '<b>Amir</b>'])
  assert.deepEqual(names(view({ sort: 'age', order: 'down' })), ['Ben', 'Zoe', '<b>Amir</b>'])
  assert.deepEqual(names(view({ sort: 'drop table', page: '-4' })), ['<b>Amir</b>', 'Ben', 'Zoe'])
})

test('a table says how many, sorts by links, heads its rows and escapes what is in it', () => {
  const shown = html(view({ sort: 'age' }))
  assert.match(shown, /3 children/)
  assert.match(shown, /aria-sort="ascending"><a class="rh-table__sort" href="\/list\?sort=age&amp;order=down/)
  assert.match(shown, /<th scope="row"[^>]*><a [^>]*>&lt;b&gt;Amir/)
})

test('a long table has pages, and a page beyond the last is the last', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ name: `Child ${index}`, age: index }))
  const shown = view({ page: '99' }, many)
  assert.equal(shown.rows.length, 50)
  assert.equal(shown.range, '201 to 250')
  assert.match(html(shown), /govuk-pagination__link/)
})

test('a table without rows says what would be there', () => {
  assert.match(html(view({}, [])), /Children whose visits are overdue would be here\./)
})

test('filters take what is in their lists and nothing else', () => {
  const filters = [
    { name: 'team', label: 'Team', options: { duty: 'Duty', north: 'North' } },
    { name: 'word', label: 'Word' },
  ]
  assert.deepEqual(filteredBy({ team: 'duty', word: ['a', 'b'], other: 'x' }, filters), { team: 'duty', word: 'a' })
  assert.deepEqual(filteredBy({ team: 'toString' }, filters), {})
  const shown = render('web/tables/filters-page.test.njk', { shown: filterView('/list', filters, { team: 'duty' }) })
  assert.match(shown, /<option value="duty" selected>/)
  assert.match(shown, /Show all/)
})

test('a file of any words reads back as the same words by RFC 4180, but for the apostrophe before a formula', () => {
  const parse = (text: string): string[][] => {
    const found: string[][] = [[]]
    for (const [, quoted, plain = '', end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
      found.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
      if (end === '\r\n') found.push([])
    }
    return found.slice(0, -1)
  }
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 })), words => {
      const back = parse(csvText(['a', 'b'], words)).slice(1)
      assert.deepEqual(
        back.map(line => line.map(cell => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
        words.map(line => line.map(cell => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
      )
      for (const cell of back.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/)
    }),
  )
  assert.equal(csvText(['n'], [[-3], [true], [null]]), '\ufeffn\r\n-3\r\nyes\r\n\r\n')
})
