import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { WorkKind } from '../../../council/index.ts'
import type { HoldingRole } from '../who.ts'

/** The parts in which a child is in somebody's caseload, and the period that says so. */
const partKinds = {
  socialWorker: 'socialWorkerAllocation',
  personalAdviser: 'personalAdviserAllocation',
  earlyHelpWorker: 'earlyHelpAllocation',
} as const satisfies Readonly<Record<HoldingRole, string>>

export type Part = keyof typeof partKinds

export const parts = Object.keys(partKinds) as readonly Part[]

export const isPart = (text: string): text is Part => Object.hasOwn(partKinds, text)

/** The period that says so, to stand in a query. */
export const kindsInQuery = sql.join(Object.values(partKinds).map(kind => sql.lit(kind)))

/** The part that an allocation is in, as a column; null for any other. */
export const partInQuery = (alias: string): RawBuilder<Part> =>
  sql`case ${sql.ref(`${alias}.kind`)} ${sql.join(
    Object.entries(partKinds).map(([part, kind]) => sql`when ${sql.lit(kind)} then ${sql.lit(part)}`),
    sql` `,
  )} end`

/** The periods by which the work of a social worker is told apart. */
const workPeriods = ['lookedAfter', 'childProtectionPlan', 'childInNeedPlan', 'careLeaver', 'inNeed'] as const

export const workPeriodsInQuery = sql.join(workPeriods.map(kind => sql.lit(kind)))

/** Which of those go on with an identity, as columns of a grouped query over episodes. */
export const periodsFlagged = (alias: string): RawBuilder<unknown> =>
  sql.join(workPeriods.map(kind => sql`bool_or(${sql.ref(`${alias}.kind`)} = ${sql.lit(kind)}) as ${sql.ref(kind)}`))

/** The same of a child whose open periods are known by name. */
export const workKindAmong = (part: Part, open: ReadonlySet<string>): WorkKind => {
  if (part === 'personalAdviser') return 'careLeaver'
  if (part === 'earlyHelpWorker') return 'earlyHelp'
  const order = ['lookedAfter', 'childProtectionPlan', 'childInNeedPlan', 'careLeaver'] as const
  return order.find(kind => open.has(kind)) ?? 'assessment'
}

const is = (kind: WorkKind) => sql.lit(kind)

/**
 * The kind of work by which an allocation is weighed: an adviser's is with care leavers, an early help worker's is early
 * help; a social worker's is the first of care, a protection plan and a child in need plan that goes on, else assessment.
 */
export const workKindOf = (allocation: string, flags: string): RawBuilder<WorkKind> => {
  const flag = (kind: string) => sql.ref(`${flags}.${kind}`)
  return sql`case ${sql.ref(`${allocation}.kind`)}
    when 'personalAdviserAllocation' then ${is('careLeaver')}
    when 'earlyHelpAllocation' then ${is('earlyHelp')}
    else case when ${flag('lookedAfter')} then ${is('lookedAfter')}
      when ${flag('childProtectionPlan')} then ${is('childProtectionPlan')}
      when ${flag('childInNeedPlan')} then ${is('childInNeedPlan')}
      when ${flag('careLeaver')} then ${is('careLeaver')}
      else ${is('assessment')} end end`
}
