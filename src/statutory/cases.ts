import { z } from 'zod'
import { censusOfExample } from './cin-census/cases.ts'
import { cinRules } from './cin-census/rules.ts'
import { judgeRule, rulesOf } from './judge.ts'
import type { Judgement, Outcome } from './judge.ts'
import type { CollectionYear, Rule } from './rule.ts'
import { returnOfExample } from './ssda903/cases.ts'
import { ssda903Rules } from './ssda903/rules.ts'
import { daysOf } from './years.ts'

const exampleForm = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  rule: z.union([z.string(), z.number()]).transform(String),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

/** What one rule says of one worked example. */
export interface CaseAnswer {
  readonly id: string | number | null
  readonly rule: string
  readonly outcome: Outcome | 'notInForce'
  readonly reason?: string
  readonly failures: readonly { readonly table: string; readonly row: number; readonly fields: readonly string[] }[]
}

const readExample = (text: string): z.infer<typeof exampleForm> | undefined => {
  try {
    return exampleForm.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A rule by its code: exactly as it is written, or else in any letter case. */
const withCode = <Given>(rules: readonly Rule<Given>[], code: string): Rule<Given> | undefined =>
  rules.find(rule => rule.code === code) ?? rules.find(rule => rule.code.toLowerCase() === code.toLowerCase())

/** Runs the one rule that a line names on the tables that it gives; undefined where the line is no such example. */
export const answerCase = (
  kind: 'cin-census' | 'ssda903',
  year: CollectionYear,
  text: string,
): CaseAnswer | undefined => {
  const example = readExample(text)
  if (example === undefined) return undefined
  const { rule: code, tables } = example
  const metadata = example.metadata ?? {}
  const id = example.id ?? null
  const answer = <Given>({ outcome, reason, failures }: Judgement<Given>): CaseAnswer => ({
    id,
    rule: code,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    failures: failures.flatMap(({ places }) => places.map(({ table, row, fields }) => ({ table, row, fields }))),
  })
  const notInForce: CaseAnswer = {
    id,
    rule: code,
    outcome: 'notInForce',
    reason: `There is no rule ${code} in ${year}.`,
    failures: [],
  }
  if (kind === 'cin-census') {
    const rule = withCode(rulesOf(cinRules, year), code)
    return rule === undefined ? notInForce : answer(judgeRule(rule, censusOfExample(tables)))
  }
  const rule = withCode(rulesOf(ssda903Rules, year), code)
  const { from, to } = daysOf(year)
  return rule === undefined
    ? notInForce
    : answer(judgeRule(rule, returnOfExample(tables, metadata, { start: from, end: to })))
}
