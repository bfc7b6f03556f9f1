import type { Kysely } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import { count } from '../../areas/performance/counting/count.ts'
import type { Tables } from '../../store/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Controls } from '../controls/index.ts'
import { checksOf } from './checks.ts'
import type { Check } from './check.ts'

/** A control that the records do not meet: which, at what time, and why. */
export type Miss = { readonly control: string; readonly when: string; readonly why: string }

const timeOf = ({ when: { from, to } }: Check): string => (from === to ? from : `${from} to ${to}`)

/** Counts every control again from the records, by the product's own measures, and answers with those that are not met. */
export const recount = async (
  database: Kysely<Tables>,
  controls: Controls,
  known: Instant,
): Promise<{ readonly checked: number; readonly misses: readonly Miss[] }> => {
  const checks = checksOf(controls)
  const misses: Miss[] = []
  for (const [measure, those] of Map.groupBy(checks, check => check.measure)) {
    const tallies = await count(
      database,
      measure,
      those.map(({ when }) => when),
      known,
    )
    those.forEach((check, index) => {
      const tally = tallies[index]
      const why = tally === undefined ? 'nothing was counted.' : check.wrong(tally)
      if (why !== undefined) misses.push({ control: check.control, when: timeOf(check), why })
    })
  }
  return { checked: checks.length, misses }
}

/** Throws `ControlCannotBeMet` for the first control that the records do not meet, telling of all. */
export const checkExact = async (database: Kysely<Tables>, controls: Controls, known: Instant): Promise<number> => {
  const { checked, misses } = await recount(database, controls, known)
  const [first, ...others] = misses
  if (first === undefined) return checked
  const rest = others.map(({ control, when, why }) => `\n- ${control}, ${when}: ${why}`).join('')
  throw new ControlCannotBeMet(first.control, first.when, `${first.why}${rest}`)
}
