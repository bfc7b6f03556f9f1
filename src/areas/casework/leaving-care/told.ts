import { ageOn, birthday, daysBetween } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import {
  careLeaverAccommodation,
  careLeaverActivities,
  contactMeans,
  inTouchAnswers,
} from '../../../journey/codes/index.ts'
import { birthdayNow, birthdaysOf } from '../../../journey/leaving-care/index.ts'
import type { BirthdayAsked, ContactSaid } from '../../../journey/leaving-care/index.ts'
import { attentionTo } from './attention.ts'
import type { Attention } from './attention.ts'
import type { ContactRow, YoungPerson } from './young-people.ts'

/** How a home stands: suitable, not, or not known. */
export type HomeKind = 'suitable' | 'unsuitable' | 'unknown'
/** What somebody does: in education, employment or training, in none, or not known. */
export type WorkKind = 'inWork' | 'notInWork' | 'unknown'
export type TouchKind = 'inTouch' | 'notInTouch' | 'unknown'

/** A care leaver as a list tells of them. */
export type ToldOf = {
  readonly person: YoungPerson
  readonly age: number | undefined
  readonly touch: {
    readonly kind: TouchKind
    /** By the code of the last contact or attempt: why not, where not. */
    readonly words: string
    readonly last: { readonly on: CivilDate; readonly days: number; readonly means: string | undefined } | undefined
    readonly dueOn: CivilDate | undefined
  }
  readonly home: {
    readonly kind: HomeKind
    readonly code: string | undefined
    readonly words: string
    readonly on: CivilDate | undefined
  }
  readonly work: { readonly kind: WorkKind; readonly words: string; readonly on: CivilDate | undefined }
  readonly birthdays: readonly BirthdayAsked[]
  readonly birthday: BirthdayAsked | undefined
  /** The next birthday, whether it is asked about or not. */
  readonly next: { readonly age: number; readonly on: CivilDate } | undefined
  readonly review: { readonly dueOn: CivilDate | undefined; readonly hasPlan: boolean }
  /** What needs attention, most first. */
  readonly attention: readonly Attention[]
}

const labelIn = (codes: Readonly<Record<string, string>>, code: string | null | undefined): string | undefined =>
  code === null || code === undefined ? undefined : (codes[code] ?? code)

/** By what means, as it was written; a contact of before the question was asked has none. */
export const meansInWords = (means: string | null): string | undefined => labelIn(contactMeans, means)

const touchOf = ({ contacts, owed }: YoungPerson, today: CivilDate): ToldOf['touch'] => {
  const [latest] = contacts
  const last = contacts.find(({ inTouch }) => inTouch === 'YES')
  return {
    kind: latest === undefined ? 'unknown' : latest.inTouch === 'YES' ? 'inTouch' : 'notInTouch',
    words: labelIn(inTouchAnswers, latest?.inTouch) ?? 'No contact recorded',
    last:
      last === undefined
        ? undefined
        : { on: last.on, days: daysBetween(last.on, today), means: meansInWords(last.means) },
    dueOn: owed.find(({ rule }) => rule === 'careLeaver.keepingInTouch')?.dueOn ?? undefined,
  }
}

const homeOf = ({ contacts }: YoungPerson): ToldOf['home'] => {
  const said = contacts.find(({ accommodation }) => accommodation !== null)
  if (said === undefined || said.accommodation === 'R')
    return { kind: 'unknown', code: said?.accommodation ?? undefined, words: 'Not known', on: said?.on }
  return {
    kind: said.suitable === null ? 'unknown' : said.suitable ? 'suitable' : 'unsuitable',
    code: said.accommodation ?? undefined,
    words: labelIn(careLeaverAccommodation, said.accommodation) ?? 'Not known',
    on: said.on,
  }
}

const workOf = ({ contacts }: YoungPerson): ToldOf['work'] => {
  const said = contacts.find(({ activity }) => activity !== null)
  return {
    kind: said?.activity == null ? 'unknown' : said.activity.startsWith('G') ? 'notInWork' : 'inWork',
    words: labelIn(careLeaverActivities, said?.activity) ?? 'Not known',
    on: said?.on,
  }
}

/** A contact as the questions around a birthday read it. */
const saidIn = ({ entry, on, inTouch, accommodation, suitable, activity }: ContactRow): ContactSaid => ({
  entry,
  on,
  inTouch,
  accommodation: accommodation ?? undefined,
  suitable: suitable ?? undefined,
  activity: activity ?? undefined,
})

const nextBirthday = (bornOn: CivilDate, today: CivilDate) => {
  const age = ageOn(bornOn, today) + 1
  return { age, on: birthday(bornOn, age) }
}

/** What a list tells of a young person, worked out from the record alone. */
export const toldOf = (person: YoungPerson, today: CivilDate): ToldOf => {
  const { bornOn, care, contacts, owed } = person
  const birthdays = bornOn === null ? [] : birthdaysOf(bornOn, care, contacts.map(saidIn), today)
  const review = owed.find(({ rule }) => rule === 'pathwayPlan.review')
  const plan = owed.find(({ rule }) => rule === 'pathwayPlan')
  const told = {
    person,
    age: bornOn === null ? undefined : ageOn(bornOn, today),
    touch: touchOf(person, today),
    home: homeOf(person),
    work: workOf(person),
    birthdays,
    birthday: birthdayNow(birthdays),
    next: bornOn === null ? undefined : nextBirthday(bornOn, today),
    review: { dueOn: (review ?? plan)?.dueOn ?? undefined, hasPlan: review !== undefined },
  }
  return { ...told, attention: attentionTo(told, today) }
}
