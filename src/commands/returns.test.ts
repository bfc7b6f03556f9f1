import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CaseAnswer } from '../statutory/cases.ts'
import type { CheckReport } from '../statutory/report.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-returns-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const returns = (given: readonly string[], input = '') =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'returns', ...given], {
    encoding: 'utf8',
    input,
  })

const census = `<Message><Header><CollectionDetails><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>
<Child><ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-06-12</CINreferralDate><Assessments><AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate></Assessments></CINdetails>
</Child></Children></Message>`

test('returns check cin-census answers with every rule of the year, and each row that fails with its reason', () => {
  const { status, stdout, stderr } = returns([
    'check',
    'cin-census',
    '--year',
    '2025-26',
    file('census.xml', census),
    '--json',
  ])
  assert.equal(status, 0, stderr)
  const { rules, failures } = JSON.parse(stdout) as CheckReport
  assert.equal(rules.length, 109)
  const [early] = failures.filter(({ rule }) => rule === '1103')
  assert.deepEqual([early?.table, early?.row, early?.child], ['Assessments', 0, 'A1'])
  assert.match(early?.why ?? '', /2 June 2025.*12 June 2025/)
  assert.match(
    returns(['check', 'cin-census', '--year', '2025-26', join(folder, 'census.xml')]).stdout,
    /109 rules: \d+ passed/,
  )
})

test('a file is judged by another year’s rules when that is asked for', () => {
  const { stdout } = returns([
    'check',
    'cin-census',
    '--year',
    '2025-26',
    '--rules',
    '2026-27',
    file('c.xml', census),
    '--json',
  ])
  assert.ok((JSON.parse(stdout) as CheckReport).rules.length > 109)
})

test('returns check ssda903 reads a folder, and last year’s beside it', () => {
  const [thisYear, lastYear] = [join(folder, 'this'), join(folder, 'last')]
  for (const each of [thisYear, lastYear]) mkdirSync(each, { recursive: true })
  const heading = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB'
  writeFileSync(join(thisYear, 'header.csv'), `${heading}\nA1,M,27/03/2015,WBRI,UN1,,\n`)
  writeFileSync(join(lastYear, 'header.csv'), `${heading}\nA1,F,27/03/2015,WBRI,UN1,,\n`)
  const check = ['check', 'ssda903', '--year', '2025-26', '--this', thisYear]
  const alone = JSON.parse(returns([...check, '--json']).stdout) as CheckReport
  assert.equal(alone.rules.length, 311)
  assert.equal(
    alone.failures.some(({ rule }) => rule === '202'),
    false,
  )
  const both = JSON.parse(returns([...check, '--last', lastYear, '--json']).stdout) as CheckReport
  assert.deepEqual(
    both.failures.filter(({ rule }) => rule === '202').map(({ table, row }) => [table, row]),
    [['Header', 0]],
  )
})

test('a file that cannot be read answers with code 2, its name and its line, and nothing on standard output', () => {
  const refused = (given: readonly string[], words: RegExp) => {
    const { status, stdout, stderr } = returns(['check', ...given, '--year', '2025-26', '--json'])
    assert.deepEqual([status, stdout], [2, ''], stderr)
    assert.match(stderr, words)
  }
  refused(['cin-census', file('cut.xml', census.slice(0, 200))], /cut\.xml: Line \d+: The file ends too soon/)
  refused(['cin-census', join(folder, 'nowhere.xml')], /cannot be read/)
  const wrong = join(folder, 'wrong')
  mkdirSync(wrong)
  refused(['ssda903', '--this', wrong], /holds no CSV file and no XML file/)
  writeFileSync(join(wrong, 'people.csv'), 'name,colour\nx,y\n')
  refused(['ssda903', '--this', wrong], /people\.csv: Line 1: Its heading is that of no table/)
})

test('a year without rules, a return that is none and a missing file are told with code 2', () => {
  for (const [given, words] of [
    [['check', 'cin-census', '--year', '2019-20', 'x.xml'], /'2019-20' is no year whose rules are here/],
    [['check', 'census', '--year', '2025-26', 'x.xml'], /no return 'census'/],
    [['check', 'cin-census', 'x.xml'], /Say which year/],
    [['check', 'ssda903', '--year', '2025-26'], /--this FOLDER/],
  ] as const) {
    const { status, stderr } = returns(given)
    assert.equal(status, 2)
    assert.match(stderr, words)
  }
})

test('returns cases runs the one rule that each line names', () => {
  const lines = [
    {
      id: 1,
      rule: '1103',
      tables: {
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '1', AssessmentActualStartDate: '2025-06-02' }],
        CINdetails: [{ LAchildID: 'A1', CINdetailsID: '1', CINreferralDate: '2025-06-12' }],
      },
    },
    { id: 2, rule: '1103', tables: {} },
    { id: 3, rule: '9999', tables: {} },
  ]
  const { status, stdout, stderr } = returns(
    ['cases', 'cin-census', '--year', '2025-26'],
    lines.map(line => JSON.stringify(line)).join('\n'),
  )
  assert.equal(status, 0, stderr)
  const answers = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as CaseAnswer)
  assert.deepEqual(
    answers.map(({ id, outcome }) => [id, outcome]),
    [
      [1, 'failed'],
      [2, 'notApplicable'],
      [3, 'notInForce'],
    ],
  )
  assert.deepEqual(
    answers[0]?.failures.map(({ table, row }) => [table, row]),
    [
      ['Assessments', 0],
      ['CINdetails', 0],
    ],
  )
  const broken = returns(['cases', 'cin-census', '--year', '2025-26'], '{"rule":')
  assert.equal(broken.status, 2)
  assert.match(broken.stderr, /Line 1 is no JSON object/)
})
