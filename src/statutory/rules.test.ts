import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { censusOfExample } from './cin-census/cases.ts'
import { cinRules } from './cin-census/rules.ts'
import { yearShown } from './changes.ts'
import { judgeRule } from './judge.ts'
import type { Rule, WrittenTables } from './rule.ts'
import { ssda903Rules } from './ssda903/rules.ts'
import { returnShown } from './ssda903/shown.ts'

const showsItself = <Given extends object>(rule: Rule<Given>, read: (tables: WrittenTables) => Given) => {
  it(`${rule.code} passes and fails as its examples say`, () => {
    const { passes, fails } = rule.examples
    const passed = judgeRule(rule, read(passes))
    assert.equal(passed.outcome, 'passed', `${passed.reason ?? ''} ${passed.failures.map(({ why }) => why).join()}`)
    const failed = judgeRule(rule, read(fails))
    assert.equal(failed.outcome, 'failed', failed.reason)
  })
  it(`${rule.code} marks cells that its tables have, and says why`, () => {
    const given = read(rule.examples.fails)
    for (const { why, places } of judgeRule(rule, given).failures) {
      assert.match(why, /\S/)
      for (const { table, fields } of places) {
        assert.ok((rule.judges as readonly string[]).includes(table), `${rule.code} judges ${table}`)
        const { columns } = (given as Record<string, { columns?: object }>)[table] ?? {}
        for (const field of fields) assert.ok(Object.hasOwn(columns ?? {}, field), `${table} has ${field}`)
      }
    }
  })
}

describe('the rules of the children in need census', () => {
  for (const rule of cinRules) showsItself(rule, censusOfExample)
})

describe('the rules of the looked-after return', () => {
  for (const rule of ssda903Rules) {
    showsItself(rule, tables => returnShown(tables, yearShown(rule)))
  }
})
