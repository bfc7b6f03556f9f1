import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import type { ReturnFile } from '../../../statutory/ssda903/read.ts'
import { censusText, headerCsv } from '../testing.ts'
import { checkReturn } from './check.ts'
import type { Step, Wanted } from './check.ts'
import { countsByRule, failingTogether, matching, noFilter } from './failures.ts'
import { recordOf } from './record.ts'
import { summaryLines, summaryOf } from './summary.ts'
import { explanationKey, resultsWorkbook } from './workbook.ts'
import { workbookBytes } from './xlsx.ts'

const file = (name: string, text: string, year: ReturnFile['year'] = 'this'): ReturnFile => ({
  name,
  year,
  pieces: async function* () {
    await Promise.resolve()
    yield new TextEncoder().encode(text)
  },
})

const census: Wanted = { kind: 'cin-census', year: '2025-26', authority: null }
const lookedAfter: Wanted = { kind: 'ssda903', year: '2025-26', authority: null }
const nothing = () => undefined

describe('checking a return', () => {
  it('tells how many bytes were read, and then each rule', async () => {
    const steps: Step[] = []
    const text = censusText(3)
    await checkReturn(census, [file('census.xml', text)], step => {
      steps.push(step)
    })
    assert.deepEqual(steps[0], { doing: 'reading', bytes: text.length })
    const last = steps.at(-1)
    assert.ok(last?.doing === 'judging' && last.nth === last.of && last.of > 100)
  })

  it('ends where it is told to', async () => {
    const stop = new Error('stop')
    await assert.rejects(
      checkReturn(census, [file('census.xml', censusText(1))], () => {
        throw stop
      }),
      stop,
    )
  })

  it('refuses a file with its name and what is wrong', async () => {
    const refused = async (wanted: Wanted, files: readonly ReturnFile[], words: RegExp) =>
      assert.rejects(checkReturn(wanted, files, nothing), words)
    await refused(
      census,
      [file('cut.xml', censusText(5).slice(0, 900))],
      /^Error: cut\.xml: Line \d+: The file ends too soon/,
    )
    await refused(census, [file('a.xml', censusText(1)), file('b.xml', censusText(1))], /b\.xml: A census is one file/)
    await refused(census, [file('a.csv', headerCsv('M'))], /a\.csv: A children in need census is an XML file/)
    await refused(census, [], /No file was given/)
    await refused(lookedAfter, [file('notes.pdf', 'x')], /notes\.pdf: The files of a return are CSV or XML/)
    await refused(lookedAfter, [file('last.csv', headerCsv('M'), 'last')], /No file of this year’s return/)
  })

  it('knows this year’s and last year’s files, and lists by their headings', async () => {
    const urn = 'URN,Placement code\n1234567,K1\n'
    const postcodes = 'postcode,authority,easting,northing\nAB1 0JD,E1,1,2\n'
    const { report } = await checkReturn(
      lookedAfter,
      [
        file('list.csv', urn),
        file('places.csv', postcodes),
        file('a.csv', headerCsv('M')),
        file('b.csv', headerCsv('F'), 'last'),
      ],
      nothing,
    )
    assert.ok(report.failures.some(({ rule }) => rule === '202'))
    const reasons = report.rules.map(({ reason }) => reason ?? '').join(' ')
    assert.doesNotMatch(reasons, /without (providers|postcodes|Header_last)/)
  })
})

const checked = await checkReturn(census, [file('census.xml', censusText(10))], nothing)
const { failures } = checked.report

describe('what a check found', () => {
  it('is counted', () => {
    const summary = summaryOf(checked.report)
    const { passed, failed, notApplicable, couldNotRun } = summary.outcomes
    assert.equal(passed + failed + notApplicable + couldNotRun, summary.rules)
    assert.equal(summary.children, 10)
    assert.equal(summary.unreadable, 1)
    assert.equal(summary.errors + summary.queries, failures.length)
    assert.ok(summary.notApplicable.some(({ reason }) => reason.includes('Section47')))
    assert.match(summaryLines(summary).join('\n'), /Dates that cannot be read,1, which/)
  })

  it('is filtered by rule, child, severity and words', () => {
    const all = matching(failures, noFilter)
    assert.equal(all.length, failures.length)
    assert.equal(matching(failures, { ...noFilter, rule: '1103' }).length, 20)
    assert.equal(matching(failures, { ...noFilter, rule: '1103', child: 'a10' }).length, 2)
    const queries = matching(failures, { ...noFilter, type: 'query' })
    assert.ok(queries.length > 0 && queries.every(index => failures[index]?.type === 'query'))
    assert.ok(matching(failures, { ...noFilter, words: '12 JUNE 2025' }).length >= 20)
    assert.equal(matching(failures, { ...noFilter, words: 'no such words' }).length, 0)
    assert.deepEqual(
      countsByRule(failures).find(({ rule }) => rule === '1103'),
      { rule: '1103', type: 'error', count: 20 },
    )
  })

  it('shows a child’s rows in every table, with what fails marked in words', () => {
    const [index = 0] = matching(failures, { ...noFilter, rule: '1103', child: 'A7' })
    const failing = failingTogether(failures, index)
    assert.deepEqual(failing.map(({ table }) => table).sort(), ['Assessments', 'CINdetails'])
    const tables = recordOf(checked.tables, 'A7', failing)
    assert.deepEqual(tables.map(({ name }) => name).sort(), [
      'Assessments',
      'CINdetails',
      'ChildCharacteristics',
      'ChildIdentifiers',
    ])
    assert.ok(['Assessments', 'CINdetails'].includes(tables[0]?.name ?? ''), 'what fails stands first')
    const cellOf = (table: string, column: string) => {
      const found = tables.find(({ name }) => name === table)
      return found?.rows[0]?.cells[found.columns.indexOf(column)]
    }
    assert.deepEqual(cellOf('Assessments', 'AssessmentActualStartDate'), { text: '2025-06-02', mark: 'fails' })
    assert.deepEqual(cellOf('ChildIdentifiers', 'PersonBirthDate'), { text: '2015-02-31', mark: 'not a date' })
    assert.deepEqual(cellOf('CINdetails', 'ReferralSource'), { text: '1A' })
    assert.equal(cellOf('CINdetails', 'ReasonForClosure'), undefined)
  })
})

const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

describe('the workbook', () => {
  it('has the summary, the rules, the failures with their explanations, and unreadable dates', () => {
    const key = explanationKey('8670Q', 'A3')
    const parts = partsOf(resultsWorkbook(checked, ['census.xml'], { [key]: 'The assessment has ended since.' }))
    const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="(\w+)"/g)].map(([, name]) => name)
    assert.deepEqual(names, ['Summary', 'Rules', 'Failures', 'Unreadable'])
    const sheet = (nth: number) => parts[`xl/worksheets/sheet${nth}.xml`] ?? ''
    const rowsOf = (nth: number) => (sheet(nth).match(/<row>/g) ?? []).length - 1
    assert.equal(rowsOf(2), checked.report.rules.length)
    assert.equal(rowsOf(3), failures.length)
    assert.equal(rowsOf(4), 1)
    assert.match(sheet(1), /census\.xml/)
    assert.match(sheet(3), /The assessment has ended since\./)
    assert.match(sheet(4), /2015-02-31/)
  })

  it('holds no formula, whatever the text is', () => {
    const texts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      "=cmd|' /C calc'!A0",
      '<f>1</f>',
      '"&<>',
      'a\u0000b',
      '\ud800x',
    ]
    const bytes = workbookBytes([
      { name: 'Text', columns: [{ heading: '=2+2', width: 10 }], rows: [...texts.map(text => [text]), [12], [null]] },
    ])
    const sheet = partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? ''
    assert.doesNotMatch(sheet, /<f[ >]/)
    assert.equal((sheet.match(/t="inlineStr"/g) ?? []).length, texts.length + 1)
    assert.match(sheet, /<t xml:space="preserve">=1\+1<\/t>/)
    assert.match(sheet, /&lt;f&gt;1&lt;\/f&gt;/)
    assert.match(sheet, />ab</)
    assert.match(sheet, /<c><v>12<\/v><\/c>/)
    assert.match(partsOf(bytes)['xl/styles.xml'] ?? '', /numFmtId="49"/)
  })

  test('a text that is too long for a cell is cut', () => {
    const bytes = workbookBytes([
      { name: 'Long', columns: [{ heading: 'Words', width: 10 }], rows: [['x'.repeat(40_000)]] },
    ])
    const sheet = partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? ''
    assert.equal(/>(x+)</.exec(sheet)?.[1]?.length, 32_767)
  })
})
