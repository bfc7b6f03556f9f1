import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import type { Asked, Expression } from '../rows/asked.ts'
import { birthdaysOfCareLeavers, owedSupport } from '../rows/birthdays.ts'
import { stockOf } from '../rows/episodes.ts'
import { flowRows } from '../rows/row.ts'
import { shareOfStock } from './share-of-stock.ts'

export const pathwayPlansInPlace = shareOfStock({
  id: 'pathway-plans-in-place',
  group: 'leavingCare',
  title: 'Young people with a pathway plan',
  definition:
    'Of the young people who are owed support as care leavers on the day, more than advice and help alone, those with a pathway plan in force. One whose support began in the last 3 months may not be due one yet.',
  source: 'Children Act 1989 section 23E; Care Leavers (England) Regulations 2010',
  polarity: 'higher',
  share: asked => ({
    of: stockOf('careLeaver', asked, { where: owedSupport('e') }),
    holds: stockOf('pathwayPlan', asked),
  }),
})

const cohort = (holds: Expression) => (asked: Asked) =>
  flowRows(asked, {
    day: sql`e.day`,
    child: sql`e.child`,
    identity: sql`e.identity`,
    entry: sql`e.entry`,
    counted: holds,
    category: sql`e.age`,
    of: sql`${birthdaysOfCareLeavers(asked)} e`,
  })

const around =
  'Of the young people whose 19th, 20th or 21st birthday was in the period and who were owed support as care leavers on it, more than advice and help alone, those'
const answered =
  'What counts is the contact with the young person that lay nearest to the birthday, from 3 months before it to 1 month after. Of whom nothing is known, it is not so; of birthdays in the last month more may yet be learnt.'

const aroundBirthday = (
  named: Pick<Measure, 'id' | 'title' | 'partOf'> & { readonly who: string; readonly holds: Expression },
): Measure => {
  const { who, holds, ...rest } = named
  return measure({
    ...rest,
    group: 'leavingCare',
    definition: `${around} ${who}. ${answered}`,
    source: 'Children Act 1989 section 23C; looked-after children return (SSDA903)',
    polarity: 'higher',
    unit: 'percent',
    thing: 'child',
    over: 'flow',
    taken: 'share',
    categories: { title: 'Birthday', names: { 19: 'The 19th', 20: 'The 20th', 21: 'The 21st' } },
    rows: cohort(holds),
  })
}

export const careLeaversInTouch = aroundBirthday({
  id: 'care-leavers-in-touch',
  title: 'Care leavers with whom we are in touch',
  who: 'with whom the council was in touch around it',
  holds: sql`e.in_touch`,
})

export const careLeaversInSuitableHomes = aroundBirthday({
  id: 'care-leavers-in-suitable-homes',
  partOf: { whole: careLeaversInTouch, by: 'home' },
  title: 'Care leavers who live in a suitable home',
  who: 'of whom it was then known where they lived, and that it was suitable',
  holds: sql`e.suitable`,
})

export const careLeaversInWork = aroundBirthday({
  id: 'care-leavers-in-education-or-work',
  partOf: { whole: careLeaversInTouch, by: 'activity' },
  title: 'Care leavers in education, employment or training',
  who: 'who were then known to be in education, employment or training, full or part time',
  holds: sql`e.in_work`,
})
