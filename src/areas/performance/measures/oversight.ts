import { sql } from 'kysely'
import { significantEventNames, significantEvents } from '../../../journey/index.ts'
import { driftRules, driftWithPlans, eventsWithOversight, workersSupervised } from '../../../oversight/index.ts'
import type { DriftRule } from '../../../oversight/index.ts'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { flowRows, stockRows } from '../rows/row.ts'
import { doneInTime } from './in-time.ts'

export const supervisionInTime = measure({
  id: 'supervision-in-time',
  group: 'oversight',
  title: 'Workers whose supervision is in time',
  definition:
    'Of the workers who hold children on the day as social worker, personal adviser or early help worker, those whose last supervision was no longer ago than the council’s timescale, or who have held children for no longer than that. Before the timescale came into force nobody is counted.',
  source: 'Local practice: the council’s own timescale, once a month unless it says otherwise',
  polarity: 'higher',
  unit: 'percent',
  thing: 'worker',
  over: 'stock',
  taken: 'share',
  rows: asked =>
    stockRows(asked, {
      started: sql`w.started`,
      ended: sql`w.ended`,
      worker: sql`w.worker`,
      counted: sql`w.counted`,
      of: sql`${workersSupervised(asked)} w`,
    }),
})

export const oversightAfterEvents = measure({
  id: 'oversight-after-events',
  group: 'oversight',
  title: 'Significant events looked at by a manager in time',
  definition:
    'Of the significant events of the period, once for each child, those after which a manager’s oversight of the child is recorded on the day or within the council’s timescale: strategy discussions, section 47 enquiries, children who became or ceased to be looked after, went missing or moved placement, and child protection plans that ended.',
  source: 'Local practice: the council’s own timescale, within the week unless it says otherwise',
  polarity: 'higher',
  unit: 'percent',
  thing: 'event',
  over: 'flow',
  taken: 'share',
  categories: {
    title: 'Event',
    names: Object.fromEntries(significantEventNames.map(name => [name, significantEvents[name].title])),
  },
  rows: asked =>
    flowRows(asked, {
      day: sql`e.day`,
      child: sql`e.child`,
      identity: sql`e.identity`,
      entry: sql`e.entry`,
      team: sql`e.team`,
      counted: sql`e.in_time`,
      category: sql`e.event`,
      of: sql`${eventsWithOversight(asked)} e`,
    }),
})

export const minutesInTime = measure({
  id: 'minutes-in-time',
  group: 'oversight',
  title: 'Minutes of conferences and reviews approved in time',
  definition:
    'Of the minutes of conferences and of reviews of looked-after children that were due in the period, once for each child whom the meeting was about, those that the chair had approved by that day: 20 working days after the meeting. Minutes that were no longer needed by then are left out, and so are meetings before 1 December 2020, from which minutes are expected.',
  source: 'Local practice; for looked-after children the Independent Reviewing Officers’ Handbook',
  polarity: 'higher',
  unit: 'percent',
  thing: 'minutes',
  over: 'flow',
  taken: 'share',
  rows: doneInTime('meetingMinutes'),
})

export const escalationsAnswered = measure({
  id: 'escalations-answered-in-time',
  group: 'oversight',
  title: 'Chairs’ escalations answered in time',
  definition:
    'Of the answers to chairs’ escalations that were due in the period, one for each stage of each child’s, those that the manager had given by that day: 5 working days after the stage was raised. An answer that was no longer needed by then, because the escalation had ended, is left out.',
  source: 'Independent Reviewing Officers’ Handbook chapter 6; the days of each stage are local practice',
  polarity: 'higher',
  unit: 'percent',
  thing: 'answer',
  over: 'flow',
  taken: 'share',
  rows: doneInTime('escalationAnswer'),
})

/** Every rule but that of actions put off: counting it month by month reads each version of each plan, so it is a list of today. */
const drift = (id: string, rule: DriftRule): Measure =>
  measure({
    id: `drift-${id}`,
    group: 'oversight',
    title: `Drift without a plan: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`,
    definition: `${rule.definition} Of the children of whom that is so on the day, once for each time it is so, those for whom no manager’s plan names it and a day to look again that has not come.`,
    source: 'Local practice: the council’s own threshold',
    polarity: 'lower',
    unit: 'children',
    thing: 'child',
    over: 'stock',
    taken: 'counted',
    rows: asked =>
      stockRows(asked, {
        started: sql`d.started`,
        ended: sql`d.ended`,
        child: sql`d.child`,
        identity: sql`d.identity`,
        entry: sql`d.entry`,
        counted: sql`not d.answered`,
        of: sql`${driftWithPlans(asked, [rule])} d`,
      }),
  })

export const driftNoVisit = drift('no-visit', driftRules.noVisit)
export const driftAssessmentLate = drift('assessment-late', driftRules.assessmentLate)
export const driftPlanUnchanged = drift('plan-unchanged', driftRules.planUnchanged)
export const driftNoReviewAfterPlan = drift('no-review-after-plan', driftRules.noReviewAfterPlan)
export const driftLongInStatus = drift('long-in-status', driftRules.longInStatus)
export const driftNoSupervision = drift('no-supervision', driftRules.noSupervision)
