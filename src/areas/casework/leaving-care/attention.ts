import { addDays, daysBetween, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { birthdayItems, isOutOfDate, ordinal } from '../../../journey/leaving-care/index.ts'
import type { BirthdayAsked } from '../../../journey/leaving-care/index.ts'
import type { ToldOf } from './told.ts'
import { daysTold } from './young-people.ts'

/** Something that needs attention, and how much of it: more stands first. */
export type Attention = { readonly words: string; readonly weight: number; readonly late: boolean }

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)

/** Homes that are none, or none to stay in, whatever was said of their being suitable. */
const unsafeHomes: readonly (string | undefined)[] = ['S', 'V', 'W']

/** What is missing around a birthday, in words. */
export const missingInWords = ({ missing }: BirthdayAsked): string =>
  missing.map(item => birthdayItems[item]).join(', ')

const ofTouch = ({ touch }: Told, today: CivilDate): readonly Attention[] => {
  const late = touch.dueOn !== undefined && touch.dueOn < today ? daysBetween(touch.dueOn, today) : 0
  return [
    ...(touch.kind === 'notInTouch'
      ? [
          {
            words: `${touch.words}${touch.last === undefined ? `, no contact in ${daysTold} days` : ` since ${inWords(touch.last.on)}`}`,
            weight: 100,
            late: true,
          },
        ]
      : []),
    ...(late > 0
      ? [{ words: `Contact ${days(late)} late`, weight: 60 + Math.min(30, Math.floor(late / 3)), late: true }]
      : []),
  ]
}

const ofHome = ({ home }: Told): readonly Attention[] =>
  unsafeHomes.includes(home.code)
    ? [{ words: `Home: ${home.words.toLowerCase()}`, weight: 95, late: true }]
    : home.kind === 'unsuitable'
      ? [{ words: 'Home not suitable', weight: 85, late: true }]
      : home.kind === 'unknown'
        ? [{ words: 'Home not known', weight: 30, late: false }]
        : []

const ofBirthday = ({ birthday }: Told, today: CivilDate): readonly Attention[] => {
  if (birthday?.standing !== 'open' || birthday.missing.length === 0) return []
  const left = daysBetween(today, birthday.to)
  return [
    {
      words: `Around the ${ordinal(birthday.age)} birthday we still need: ${missingInWords(birthday)}, by ${inWords(birthday.to)}`,
      weight: left <= 14 ? 75 : 50,
      late: false,
    },
  ]
}

const ofPlan = ({ review, person }: Told, today: CivilDate): readonly Attention[] => {
  const { dueOn, hasPlan } = review
  if (dueOn === undefined)
    return person.endedOn === null ? [{ words: 'No pathway plan in force', weight: 45, late: false }] : []
  if (dueOn < today)
    return [
      {
        words: `${hasPlan ? 'Pathway plan review' : 'Pathway plan'} ${days(daysBetween(dueOn, today))} late`,
        weight: 45,
        late: true,
      },
    ]
  return dueOn <= addDays(today, 14)
    ? [{ words: `${hasPlan ? 'Pathway plan review' : 'Pathway plan'} by ${inWords(dueOn)}`, weight: 15, late: false }]
    : []
}

const ofWork = ({ work }: Told): readonly Attention[] =>
  work.kind === 'notInWork'
    ? [{ words: 'Not in education, employment or training', weight: 20, late: false }]
    : work.kind === 'unknown'
      ? [{ words: 'Work or education not known', weight: 25, late: false }]
      : []

const ofStanding = ({ person }: Told, today: CivilDate): readonly Attention[] => [
  ...(person.adviser === null ? [{ words: 'No personal adviser', weight: 90, late: true }] : []),
  ...(person.category !== null && person.bornOn !== null && isOutOfDate(person.category, person.bornOn, today)
    ? [{ words: 'The category is out of date: record the decision for this age', weight: 35, late: false }]
    : []),
  ...(person.hasEntitlements ? [] : [{ words: 'No entitlement has been gone through', weight: 10, late: false }]),
]

type Told = Omit<ToldOf, 'attention'>

/** What needs attention first with one young person, most first. */
export const attentionTo = (told: Told, today: CivilDate): readonly Attention[] =>
  [
    ...ofTouch(told, today),
    ...ofHome(told),
    ...ofBirthday(told, today),
    ...ofPlan(told, today),
    ...ofWork(told),
    ...ofStanding(told, today),
  ].toSorted((one, other) => other.weight - one.weight)

/** How much attention somebody needs in all: what weighs most counts whole, the rest a quarter. */
export const weightOf = ({ attention }: Pick<ToldOf, 'attention'>): number =>
  attention.reduce((sum, { weight }, index) => sum + (index === 0 ? weight : weight / 4), 0)
