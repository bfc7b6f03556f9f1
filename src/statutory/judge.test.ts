import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isInForce, judgeRule, rulesOf } from './judge.ts'
import { isWhole, reportOf } from './report.ts'
import { at, rulesFor } from './rule.ts'
import { readEnglishDate } from './dates.ts'
import { tableBuilder } from './table-builder.ts'
import { groupsOf, rowsBy, unreadableIn } from './table.ts'
import type { Table } from './table.ts'

const columns = { CHILD: 'text', DECOM: 'date', DEC: 'date' } as const
type Given = { readonly Episodes: Table<typeof columns>; readonly Episodes_last: Table<typeof columns> }

const episodes = (name: string, rows: readonly Readonly<Record<string, string>>[], isGiven = true) => {
  const builder = tableBuilder(name, columns, { readDate: readEnglishDate })
  for (const row of rows) builder.add(row)
  return builder.build(isGiven)
}
const given = (rows: readonly Readonly<Record<string, string>>[]): Given => ({
  Episodes: episodes('Episodes', rows),
  Episodes_last: episodes('Episodes_last', [], false),
})

const { eachRow, judged } = rulesFor<Given>()
const examples = { passes: {}, fails: {} }
const endsBeforeItBegins = eachRow('Episodes', {
  code: '1',
  message: 'An episode ends before it begins',
  fields: ['DEC'],
  inForce: { added: '2022-23' },
  examples,
  fails: ({ DECOM, DEC }) => DECOM !== null && DEC !== null && DEC < DECOM && 'It ends first.',
})

describe('a rule', () => {
  it('passes, or fails at its rows with their child, cells and reason', () => {
    const { outcome, failures } = judgeRule(
      endsBeforeItBegins,
      given([
        { CHILD: 'A1', DECOM: '01/04/2025', DEC: '02/04/2025' },
        { CHILD: 'B2', DECOM: '03/04/2025', DEC: '02/04/2025' },
      ]),
    )
    assert.equal(outcome, 'failed')
    assert.deepEqual(failures, [
      { why: 'It ends first.', places: [{ table: 'Episodes', row: 1, child: 'B2', fields: ['DEC'] }] },
    ])
    assert.equal(judgeRule(endsBeforeItBegins, given([{ CHILD: 'A1' }])).outcome, 'passed')
  })
  it('does not apply where there is no row to judge, or what it needs was not given', () => {
    assert.equal(judgeRule(endsBeforeItBegins, given([])).outcome, 'notApplicable')
    const compares = judged({
      ...endsBeforeItBegins,
      needs: ['Episodes_last'],
      judges: ['Episodes'],
      judge: () => undefined,
    })
    const { outcome, reason } = judgeRule(compares, given([{ CHILD: 'A1' }]))
    assert.deepEqual([outcome, reason], ['notApplicable', 'This return came without Episodes_last.'])
    const either = { ...compares, needs: [], needsOneOf: ['Episodes_last', 'Episodes'] } as const
    assert.equal(judgeRule(either, given([{ CHILD: 'A1' }])).outcome, 'passed')
    assert.equal(
      judgeRule({ ...either, needsOneOf: ['Episodes_last'] }, given([{ CHILD: 'A1' }])).outcome,
      'notApplicable',
    )
  })
  it('that throws could not be run: it never passes, and the whole check fails', () => {
    const throws = judged({
      ...endsBeforeItBegins,
      judges: ['Episodes'],
      judge: ({ Episodes }, fail) => {
        for (const row of Episodes.rows) fail('found before it threw', at(Episodes, row, 'DEC'))
        throw new Error('It has lost its way.')
      },
    })
    const return1 = given([{ CHILD: 'A1' }])
    const judgement = judgeRule(throws, return1)
    assert.deepEqual(judgement, { rule: throws, outcome: 'couldNotRun', failures: [], reason: 'It has lost its way.' })
    assert.equal(isWhole(reportOf(return1, [judgement], [])), false)
    assert.equal(isWhole(reportOf(return1, [judgeRule(endsBeforeItBegins, return1)], [])), true)
  })
  it('is in force from the year in which it was added or changed until it is changed or deleted', () => {
    const versions = [
      { ...endsBeforeItBegins, inForce: { added: '2022-23', until: '2025-26' } },
      { ...endsBeforeItBegins, inForce: { added: '2022-23', changed: '2026-27' } },
    ] as const
    assert.deepEqual(rulesOf(versions, '2025-26'), [versions[0]])
    assert.deepEqual(rulesOf(versions, '2026-27'), [versions[1]])
    assert.equal(isInForce(versions[1], '2021-22'), false)
  })
})

describe('a table', () => {
  it('keeps what was written where a date cannot be read, and takes it as missing', () => {
    const { Episodes } = given([{ CHILD: ' A1 ', DECOM: '31/02/2025', DEC: '' }])
    const [row] = Episodes.rows
    assert.ok(row)
    assert.deepEqual([row.CHILD, row.DECOM, row.DEC], ['A1', null, null])
    assert.equal(unreadableIn(Episodes, row, 'DECOM'), '31/02/2025')
    assert.equal(unreadableIn(Episodes, row, 'DEC'), undefined)
    assert.deepEqual(reportOf({ Episodes }, [], []).unreadable, [
      { table: 'Episodes', row: 0, child: 'A1', field: 'DECOM', written: '31/02/2025' },
    ])
  })
  it('finds rows by the values of columns, and nothing by a missing value', () => {
    const { Episodes } = given([{ CHILD: 'A1', DECOM: '01/04/2025' }, { CHILD: 'B2' }, { CHILD: 'A1' }, {}])
    assert.deepEqual(
      rowsBy(Episodes, 'CHILD')('A1').map(({ row }) => row),
      [0, 2],
    )
    assert.deepEqual(rowsBy(Episodes, 'CHILD')(null), [])
    assert.deepEqual(
      rowsBy(Episodes, 'CHILD', 'DECOM')('A1', '2025-04-01').map(({ row }) => row),
      [0],
    )
    assert.deepEqual(
      groupsOf(Episodes, 'CHILD').map(group => group.map(({ row }) => row)),
      [[0, 2], [1]],
    )
  })
})
