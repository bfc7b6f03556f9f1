import { addMonths, birthday, daysBetween } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { inForce, ruleOn } from '../law.ts'
import type { Dated } from '../law.ts'

/** At which birthdays a council is asked how a care leaver lives, by the year in which the birthday falls. */
export const birthdaysAsked: readonly Dated<{ readonly ages: readonly number[] }>[] = inForce([
  {
    from: '2010-01-01',
    until: '2022-03-31',
    ages: [17, 18, 19, 20, 21, 25],
    basis:
      'Looked-after return (SSDA903): 17th and 18th birthday of those who have left care, 19th to 21st of all; the 25th, as support ends, is local practice',
  },
  {
    from: '2022-04-01',
    ages: [17, 18, 19, 20, 21, 22, 23, 24, 25],
    basis: 'Looked-after return (SSDA903), from the year that ended in March 2023 to the 25th birthday',
  },
])

/** A birthday as people say it: 19th, 21st. */
export const ordinal = (age: number): string =>
  `${age}${age % 10 === 1 && age !== 11 ? 'st' : age % 10 === 2 && age !== 12 ? 'nd' : age % 10 === 3 && age !== 13 ? 'rd' : 'th'}`

/** The months around a birthday in which what is known answers for it. */
export const windowAround = (day: CivilDate): { readonly from: CivilDate; readonly to: CivilDate } => ({
  from: addMonths(day, -3),
  to: addMonths(day, 1),
})

/** What a contact with a young person says, by the codes of the return. */
export type ContactSaid = {
  readonly entry: number
  readonly on: CivilDate
  readonly inTouch: string
  readonly accommodation?: string | undefined
  readonly suitable?: boolean | undefined
  readonly activity?: string | undefined
}

/** What the return asks around a birthday. */
export const birthdayItems = {
  inTouch: 'whether we are in touch',
  accommodation: 'where they live',
  suitable: 'whether it is suitable',
  activity: 'what they do',
} as const

export type BirthdayItem = keyof typeof birthdayItems

/** A birthday that is asked about: its months, what answers for it, and what is still missing. */
export type BirthdayAsked = {
  readonly age: number
  readonly on: CivilDate
  readonly from: CivilDate
  readonly to: CivilDate
  /** `ahead`: its months have not begun; `open`: they run; `past`: they are over. */
  readonly standing: 'ahead' | 'open' | 'past'
  readonly answer: ContactSaid | undefined
  readonly missing: readonly BirthdayItem[]
  readonly basis: string
}

const distance = (one: CivilDate, other: CivilDate): number => Math.abs(daysBetween(one, other))

/** Of the contacts in a window the nearest to the birthday: one in touch before one that was an attempt. */
const answerFor = (
  { day, from, to }: { readonly day: CivilDate; readonly from: CivilDate; readonly to: CivilDate },
  contacts: readonly ContactSaid[],
): ContactSaid | undefined => {
  const within = contacts.filter(({ on }) => from <= on && on <= to)
  const inTouch = within.filter(each => each.inTouch === 'YES')
  return (inTouch.length > 0 ? inTouch : within).toSorted(
    (one, other) => distance(one.on, day) - distance(other.on, day) || (one.on < other.on ? 1 : -1),
  )[0]
}

const missingIn = (answer: ContactSaid | undefined): readonly BirthdayItem[] => {
  if (answer === undefined) return ['inTouch', 'accommodation', 'activity']
  // Of one with whom the council is not in touch, or who has no need of it, nothing more is asked.
  if (answer.inTouch !== 'YES') return []
  return [
    ...(answer.accommodation === undefined ? (['accommodation'] as const) : []),
    ...(answer.accommodation !== undefined && answer.suitable === undefined ? (['suitable'] as const) : []),
    ...(answer.activity === undefined ? (['activity'] as const) : []),
  ]
}

/** A period in which a young person was looked after. */
export type CarePeriod = { readonly startedOn: CivilDate; readonly endedOn: CivilDate | null }

const wasInCareOn = (periods: readonly CarePeriod[], day: CivilDate) =>
  periods.some(({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn >= day))

/**
 * The birthdays about which the return asks of one young person, in order: not the 17th or 18th of one who was in care on
 * it, and none before care began.
 */
export const birthdaysOf = (
  bornOn: CivilDate,
  care: readonly CarePeriod[],
  contacts: readonly ContactSaid[],
  today: CivilDate,
): readonly BirthdayAsked[] => {
  const said = contacts.filter(each => each.on <= today)
  return [17, 18, 19, 20, 21, 22, 23, 24, 25].flatMap((age): readonly BirthdayAsked[] => {
    const on = birthday(bornOn, age)
    const rule = ruleOn(birthdaysAsked, on)
    if (rule === undefined || !rule.ages.includes(age)) return []
    if (age <= 18 && wasInCareOn(care, on)) return []
    if (!care.some(({ startedOn }) => startedOn < on)) return []
    const { from, to } = windowAround(on)
    const standing = today < from ? 'ahead' : today <= to ? 'open' : 'past'
    const answer = standing === 'ahead' ? undefined : answerFor({ day: on, from, to }, said)
    return [
      {
        age,
        on,
        from,
        to,
        standing,
        answer,
        missing: standing === 'ahead' ? [] : missingIn(answer),
        basis: rule.basis,
      },
    ]
  })
}

/** The birthday that needs something now: one whose months run, else the next. */
export const birthdayNow = (birthdays: readonly BirthdayAsked[]): BirthdayAsked | undefined =>
  birthdays.find(({ standing }) => standing === 'open') ?? birthdays.find(({ standing }) => standing === 'ahead')
