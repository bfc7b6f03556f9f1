import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import type { HomeKind, ToldOf, TouchKind, WorkKind } from './told.ts'
import type { Standing } from './young-people.ts'

/** What a list can be filtered by. */
export const touches: Readonly<Record<TouchKind, string>> = {
  inTouch: 'In touch',
  notInTouch: 'Not in touch',
  unknown: 'No contact recorded',
}
export const homes: Readonly<Record<HomeKind, string>> = {
  suitable: 'Suitable',
  unsuitable: 'Not suitable',
  unknown: 'Not known',
}
export const works: Readonly<Record<WorkKind, string>> = {
  inWork: 'In education, employment or training',
  notInWork: 'Not in education, employment or training',
  unknown: 'Not known',
}
export const ages = { under18: '16 and 17', from18: '18 to 20', from21: '21 to 24' } as const
export const needs = {
  any: 'Something needs attention',
  contact: 'Contact late',
  review: 'Pathway plan late',
  birthday: 'Birthday questions open',
} as const
export const standings: Readonly<Record<Standing, string>> = {
  now: 'With support now',
  ended: 'Support ended, under 25',
  soon: 'In our care at 16 or 17, no decision yet',
}

export type Chosen = {
  readonly standing: Standing
  readonly touch?: TouchKind
  readonly home?: HomeKind
  readonly work?: WorkKind
  readonly age?: keyof typeof ages
  readonly need?: keyof typeof needs
  readonly adviser?: number
}

const among = <Name extends string>(codes: Readonly<Record<Name, string>>, text: string): Name | undefined =>
  Object.hasOwn(codes, text) ? (text as Name) : undefined

/** What an address asks for; what is not in a list counts as nothing asked. */
export const chosenIn = (query: Sent): Chosen => {
  const adviser = textOf(query.adviser)
  const [touch, home, work, age, need] = [
    among(touches, textOf(query.touch)),
    among(homes, textOf(query.home)),
    among(works, textOf(query.work)),
    among(ages, textOf(query.age)),
    among(needs, textOf(query.need)),
  ]
  return {
    standing: among(standings, textOf(query.show)) ?? 'now',
    ...(touch === undefined ? {} : { touch }),
    ...(home === undefined ? {} : { home }),
    ...(work === undefined ? {} : { work }),
    ...(age === undefined ? {} : { age }),
    ...(need === undefined ? {} : { need }),
    ...(/^[1-9]\d{0,14}$/.test(adviser) ? { adviser: Number(adviser) } : {}),
  }
}

const isOfAge = ({ age }: ToldOf, band: keyof typeof ages): boolean =>
  age !== undefined && (band === 'under18' ? age < 18 : band === 'from18' ? age >= 18 && age < 21 : age >= 21)

const hasNeed = (told: ToldOf, need: keyof typeof needs, today: string): boolean => {
  switch (need) {
    case 'any':
      return told.attention.some(({ weight }) => weight > 10)
    case 'contact':
      return told.touch.dueOn !== undefined && told.touch.dueOn < today
    case 'review':
      return told.review.dueOn !== undefined && told.review.dueOn < today
    case 'birthday':
      return told.birthday?.standing === 'open' && told.birthday.missing.length > 0
  }
}

/** Whether somebody is among those that were asked for. */
export const isChosen = (told: ToldOf, { touch, home, work, age, need, adviser }: Chosen, today: string): boolean =>
  (touch === undefined || told.touch.kind === touch) &&
  (home === undefined || told.home.kind === home) &&
  (work === undefined || told.work.kind === work) &&
  (age === undefined || isOfAge(told, age)) &&
  (need === undefined || hasNeed(told, need, today)) &&
  (adviser === undefined || told.person.adviser === adviser)
