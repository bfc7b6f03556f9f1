import { ageOn } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { inForce } from '../law.ts'
import type { Dated } from '../law.ts'

type Support = {
  readonly what: string
  /** Between which ages: from the first birthday on, and until before the second. */
  readonly fromAge: number
  readonly underAge: number
  readonly categories: readonly string[]
  /** Only for one who asks, or only in some circumstances. */
  readonly when?: string
}

const sixteen = ['eligible', 'relevant'] as const
const adult = ['formerRelevant'] as const

/** What a council owes or offers a care leaver, by age and category, with the law that says so and since when. */
export const supports: readonly Dated<Support>[] = inForce([
  {
    from: '2001-10-01',
    what: 'A personal adviser, an assessment of needs and a pathway plan',
    fromAge: 16,
    underAge: 18,
    categories: sixteen,
    basis: 'Children Act 1989 schedule 2 paragraph 19B and section 23B',
  },
  {
    from: '2001-10-01',
    what: 'Somewhere suitable to live, and upkeep',
    fromAge: 16,
    underAge: 18,
    categories: ['relevant'],
    basis: 'Children Act 1989 section 23B(8)',
  },
  {
    from: '2001-10-01',
    what: 'A personal adviser who keeps in touch, and a pathway plan reviewed every 6 months',
    fromAge: 18,
    underAge: 21,
    categories: adult,
    basis: 'Children Act 1989 section 23C; Care Leavers Regulations 2010, regulations 7 and 8',
  },
  {
    from: '2018-04-01',
    what: 'A personal adviser and help with what is needed',
    fromAge: 21,
    underAge: 25,
    categories: adult,
    when: 'for whoever asks; the offer is made again at least once a year',
    basis: 'Children Act 1989 section 23CZB (Children and Social Work Act 2017 section 3)',
  },
  {
    from: '2011-04-01',
    what: 'A personal adviser and a pathway plan',
    fromAge: 21,
    underAge: 25,
    categories: adult,
    when: 'while in education or training, or about to begin it',
    basis: 'Children Act 1989 section 23CA',
  },
  {
    from: '2001-10-01',
    what: 'Help with the costs of work, education and training, and a home to come back to in vacations',
    fromAge: 18,
    underAge: 25,
    categories: adult,
    basis: 'Children Act 1989 sections 23C(4) and 24B',
  },
  {
    from: '2014-05-13',
    what: 'Staying put with the former foster carer',
    fromAge: 18,
    underAge: 21,
    categories: adult,
    when: 'where both want it',
    basis: 'Children Act 1989 section 23CZA',
  },
  {
    from: '2001-10-01',
    what: 'Advice and help',
    fromAge: 16,
    underAge: 21,
    categories: ['qualifying'],
    basis: 'Children Act 1989 sections 24A and 24B',
  },
  {
    from: '2018-04-01',
    what: 'The local offer, told in words that they can use',
    fromAge: 16,
    underAge: 25,
    categories: ['eligible', 'relevant', 'formerRelevant', 'qualifying'],
    basis: 'Children and Social Work Act 2017 section 2',
  },
])

/** What somebody in a category is owed or offered on a day. */
export const supportOn = (category: string, bornOn: CivilDate, on: CivilDate): readonly Dated<Support>[] => {
  const age = ageOn(bornOn, on)
  return supports.filter(
    each =>
      each.from <= on &&
      (each.until === undefined || on <= each.until) &&
      each.fromAge <= age &&
      age < each.underAge &&
      each.categories.includes(category),
  )
}

/** From when on a young person may have support again until the 25th birthday by asking for it. */
export const againOnRequestFrom: CivilDate = '2018-04-01'
