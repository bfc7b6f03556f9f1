import { sql } from 'kysely'
import { maybeSettledSince, personOf, rowKnown, settledKnown } from '../../ledger/known.ts'
import { driftKinds } from '../../journey/index.ts'
import { isAsked, named } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import type { TimescaleName } from '../../journey/index.ts'
import { lastsOnOne } from '../lasting.ts'
import { withinTimescale } from '../timescale.ts'
import type { DriftRule } from './rule.ts'

/** Work of some rules that stood open so long after it was due, or longer, as a timescale says. */
const overdueDuties = (rules: readonly string[], timescale: TimescaleName, asked: Asked): Fragment => {
  const owed = sql`(
    select ${personOf(sql`d.identity`, asked)} as child, d.identity, d.anchor as entry, d.due_on, ${settledKnown('d', asked)} as settled
    from duty d
    where d.rule in (${named(rules)}) and ${rowKnown('d', asked)} and ${isAsked(sql`d.identity`, asked)}
      and ${maybeSettledSince('d', sql`${asked.from}::date`, asked)}
      and d.due_on < ${asked.to}::date and (${settledKnown('d', asked)} is null or ${settledKnown('d', asked)} > ${asked.from}::date)
      and (${settledKnown('d', asked)} is null or ${settledKnown('d', asked)} > d.due_on)
      and ${lastsOnOne(sql`d.due_on`, settledKnown('d', asked), asked.on)}
  )`
  return sql`(
    select child, identity, entry, by_day as started, settled as ended
    from ${withinTimescale(timescale, owed, sql`due_on`)} judged
  )`
}

const visitRules = ['childProtectionPlan.visit', 'childInNeedPlan.visit', 'placement.visit', 'shortBreaks.visit']
const assessmentRules = ['childAndFamilyAssessment']

export const noVisit: DriftRule = {
  name: 'noVisit',
  standsOn: visitRules,
  title: driftKinds.noVisit,
  definition:
    'A visit that a plan or the law asks for is overdue by the council’s threshold or more, and none that counts has been made since. A visit at which the child was not seen does not count.',
  rows: asked => overdueDuties(visitRules, 'drift.noVisit', asked),
}

export const assessmentLate: DriftRule = {
  name: 'assessmentLate',
  standsOn: assessmentRules,
  title: driftKinds.assessmentLate,
  definition: 'A child and family assessment is overdue by the council’s threshold or more, whatever the reason.',
  rows: asked => overdueDuties(assessmentRules, 'drift.assessmentLate', asked),
}
