import { sql } from 'kysely'
import { measure } from '../measure.ts'
import { openDuties } from '../rows/duties.ts'
import { entriesAgain, entriesOf, entriesWithDuty } from '../rows/entries.ts'
import { flowRows, stockRows } from '../rows/row.ts'

const named = {
  day: sql`e.day`,
  child: sql`e.child`,
  identity: sql`e.identity`,
  entry: sql`e.entry`,
  team: sql`e.team`,
}
const workingTogether = 'Working Together to Safeguard Children; children in need census'

export const openAssessments = measure({
  id: 'open-assessments',
  group: 'assessment',
  title: 'Child and family assessments open',
  definition:
    'Child and family assessments that are due and not completed: from the referral, or from the decision to assess again, until the assessment is completed or no longer needed.',
  source: workingTogether,
  polarity: 'neither',
  unit: 'assessments',
  thing: 'assessment',
  over: 'stock',
  taken: 'count',
  rows: asked =>
    stockRows(asked, {
      started: sql`d.started`,
      ended: sql`d.ended`,
      child: sql`d.child`,
      identity: sql`d.identity`,
      entry: sql`d.entry`,
      of: sql`${openDuties('childAndFamilyAssessment', asked)} d`,
    }),
})

const completed = { by: 'completed_on' } as const

export const assessmentsInTime = measure({
  id: 'assessments-in-time',
  group: 'assessment',
  title: 'Child and family assessments completed within 45 working days',
  definition:
    'Of the child and family assessments completed in the period, those completed by the day they were due: 45 working days from the referral, or from the decision to assess again.',
  source: workingTogether,
  polarity: 'higher',
  unit: 'percent',
  thing: 'assessment',
  over: 'flow',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      ...named,
      counted: sql`e.in_time`,
      of: sql`${entriesWithDuty('childAndFamilyAssessment', asked, completed)} e`,
    }),
})

export const repeatAssessments = measure({
  id: 'repeat-assessments',
  group: 'assessment',
  title: 'Repeat assessments',
  definition:
    'Of the child and family assessments completed in the period, those of a child already open to social care, which a manager decided to have done again.',
  source: 'Local practice',
  polarity: 'neither',
  unit: 'percent',
  thing: 'assessment',
  over: 'flow',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      ...named,
      counted: sql`exists (
        select from entry decision where decision.lineage = e.anchor and decision.step = 'managementOversight'
      )`,
      of: sql`${entriesWithDuty('childAndFamilyAssessment', asked, completed)} e`,
    }),
})

export const strategyDiscussions = measure({
  id: 'strategy-discussions',
  group: 'protection',
  title: 'Strategy discussions',
  definition: 'Strategy discussions held in the period, whatever was decided, once for each child they were about.',
  source: 'Working Together to Safeguard Children',
  polarity: 'neither',
  unit: 'discussions',
  thing: 'discussion',
  over: 'flow',
  taken: 'count',
  rows: asked => flowRows(asked, { ...named, of: sql`${entriesOf('strategyDiscussion', asked)} e` }),
})

const enquiries = { outcome: 'section47' } as const

export const section47Enquiries = measure({
  id: 'section-47-enquiries',
  partOf: { whole: strategyDiscussions, by: 'outcome' },
  group: 'protection',
  title: 'Section 47 enquiries started',
  definition:
    'Strategy discussions held in the period that decided on an enquiry, per 10,000 children under 18. Each starts one enquiry. Enquiries are counted, not children.',
  source: 'Children Act 1989 section 47; children in need census',
  polarity: 'neither',
  unit: 'per10000',
  thing: 'enquiry',
  over: 'flow',
  taken: 'rate',
  rows: asked => flowRows(asked, { ...named, of: sql`${entriesOf('strategyDiscussion', asked, enquiries)} e` }),
})

export const repeatEnquiries = measure({
  id: 'repeat-enquiries',
  partOf: { whole: section47Enquiries, by: 'earlier enquiry' },
  group: 'protection',
  title: 'Repeat section 47 enquiries within 12 months',
  definition:
    'Of the section 47 enquiries started in the period, those of a child who had been the subject of another, started on an earlier day within the year before.',
  source: 'Local practice',
  polarity: 'lower',
  unit: 'percent',
  thing: 'enquiry',
  over: 'flow',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      ...named,
      counted: sql`e.again`,
      of: sql`${entriesAgain('strategyDiscussion', asked, enquiries)} e`,
    }),
})
