import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import type { Expression } from '../rows/asked.ts'
import { stockRows } from '../rows/row.ts'
import { caseloads, loadOf } from '../rows/workers.ts'
import type { Caseload } from '../rows/workers.ts'

const caseload = (
  of: Pick<Measure, 'id' | 'title' | 'definition' | 'taken' | 'unit' | 'partOf'> & Partial<Pick<Measure, 'source'>>,
  whose: Caseload,
  counted: Expression = sql`null`,
): Measure =>
  measure({
    group: 'workforce',
    source: 'Local practice; children’s social work workforce census',
    polarity: 'lower',
    thing: 'worker',
    over: 'stock',
    ...of,
    rows: asked =>
      stockRows(asked, {
        started: sql`c.started`,
        ended: sql`c.ended`,
        worker: sql`c.worker`,
        value: sql`c.cases`,
        counted,
        of: sql`${caseloads(asked, whose)} c`,
      }),
    load: asked => ({ ...loadOf(asked, whose), counted }),
  })

const held =
  'Children allocated to a worker on the day, as their social worker or personal adviser. Early help is not in it.'

export const averageCaseload = caseload(
  {
    id: 'average-caseload',
    title: 'Average caseload of all services',
    definition: `${held} All of them over the workers who hold at least one.`,
    taken: 'mean',
    unit: 'cases',
  },
  {},
)

const assessment = { services: ['assessment'] }
const assessmentWorkers = (
  id: string,
  words: string,
  counted: Expression,
  among: Pick<Measure, 'partOf'> = {},
): Measure =>
  caseload(
    {
      id: `assessment-caseload-${id}`,
      title: `Assessment workers with ${words} children`,
      definition: `${held} Of the workers with a post in the Assessment Service that day who hold at least one, those with ${words}.`,
      taken: 'counted',
      unit: 'workers',
      ...among,
    },
    assessment,
    counted,
  )

export const assessmentCaseload25to30 = assessmentWorkers('25-to-30', '25 to 30', sql`c.cases between 25 and 30`)
export const assessmentCaseload35orMore = assessmentWorkers('35-or-more', '35 or more', sql`c.cases >= 35`)
export const assessmentCaseloadOver40 = assessmentWorkers('over-40', 'over 40', sql`c.cases > 40`, {
  partOf: { whole: assessmentCaseload35orMore, by: 'cases' },
})

export const protectionAndCareCaseloadOver15 = caseload(
  {
    id: 'protection-and-care-caseload-over-15',
    title: 'Child protection and looked-after workers with more than 15 children',
    definition: `${held} Of the workers with a post that day in the services for child protection and looked-after children who hold at least one, those with more than 15.`,
    taken: 'counted',
    unit: 'workers',
  },
  { services: ['family-safeguarding', 'looked-after'] },
  sql`c.cases > 15`,
)

const advisers: Caseload = { kinds: ['personalAdviserAllocation'] }
const adviserCases = 'Young people allocated to a personal adviser on the day.'

export const adviserCaseload = caseload(
  {
    id: 'personal-adviser-caseload',
    title: 'Average caseload of personal advisers',
    definition: `${adviserCases} All of them over the advisers who hold at least one.`,
    taken: 'mean',
    unit: 'cases',
  },
  advisers,
)
export const adviserCaseloadOver20 = caseload(
  {
    id: 'personal-adviser-caseload-over-20',
    title: 'Personal advisers with more than 20 young people',
    definition: `${adviserCases} The advisers with more than 20.`,
    taken: 'counted',
    unit: 'workers',
  },
  advisers,
  sql`c.cases > 20`,
)
export const adviserCaseloadHighest = caseload(
  {
    id: 'personal-adviser-caseload-highest',
    title: 'Highest caseload of a personal adviser',
    definition: `${adviserCases} The most that any adviser holds.`,
    taken: 'highest',
    unit: 'cases',
  },
  advisers,
)

export const casesPerSocialWorker = caseload(
  {
    id: 'cases-per-social-worker',
    title: 'Average cases of a social worker',
    definition:
      'Children with an open episode of need who are allocated to a social worker on the day, over the social workers who hold at least one such child.',
    source: 'Children’s social work workforce census, at 30 September',
    taken: 'mean',
    unit: 'cases',
  },
  { kinds: ['socialWorkerAllocation'], inNeed: true },
)
