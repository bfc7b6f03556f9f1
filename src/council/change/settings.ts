import { isDeepStrictEqual } from 'node:util'
import { inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { CouncilFile } from '../file-schema.ts'
import { nothingChanges } from './change.ts'
import type { Compared } from './change.ts'
import type { StoredCouncil } from './stored.ts'

type Values = Readonly<Record<string, unknown>>

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value without what is for people only, and without what is not there. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (!isValues(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => name !== 'describes' && each !== undefined)
      .map(([name, each]) => [name, plain(each)]),
  )
}

const inside = (value: unknown): Values => (isValues(value) ? value : {})

/** What a file says in so many words: what it leaves out has a usual value once it is read, and changes nothing. */
const saidOf = (file: unknown, typed: unknown): Values =>
  Object.fromEntries(Object.entries(inside(plain(file))).filter(([name]) => Object.hasOwn(inside(typed), name)))

/** What has no day of its own and holds from now on, by what it is called. */
const called = {
  name: 'The council’s name',
  'brand.shortName': 'What pages call the council',
  'brand.strapline': 'The line below its name',
  'brand.colour': 'The colour of the header',
  'brand.telephone.day': 'The telephone number by day',
  'brand.telephone.outOfHours': 'The telephone number out of hours',
  'brand.address': 'The address on letters',
  signIn: 'How workers sign in',
  'sessions.idleMinutes': 'The minutes after which somebody signs in again',
  'sessions.longestHours': 'The hours after which somebody signs in again in any case',
  'openid.scopes': 'What the provider is asked for',
  'openid.emailIsVouchedFor': 'Whether the provider’s e-mail addresses count',
  'openid.parts': 'The parts that the provider gives',
  'entrance.exitTo': 'Where “Exit this page” leads',
  'entrance.crisisLines': 'Whom somebody in need may call',
  'entrance.linesCheckedOn': 'The day on which the numbers were last tried',
  'agreement.outcomes': 'For which outcomes of a contact a manager agrees',
  'agreement.lowOnAlarm': 'Whether a manager agrees to ending a contact low that has words of danger',
} as const

const valueAt = (values: Values, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => inside(value)[name], values)

const valueInWords = (value: unknown): string => {
  if (value === undefined || value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value))
    return value.length === 0
      ? 'none'
      : value
          .map(each => (isValues(each) ? Object.values(each).map(valueInWords).join(' ') : valueInWords(each)))
          .join('; ')
  if (isValues(value))
    return Object.entries(value)
      .map(([name, each]) => `${name} ${valueInWords(each)}`)
      .join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Puts together what was stored and what the file says; a file says of each part only what it names. */
const merged = (stored: Values, said: Values): Values =>
  Object.fromEntries(
    [...new Set([...Object.keys(stored), ...Object.keys(said)])].map(name => {
      const [before, after] = [stored[name], said[name]]
      return [name, after === undefined ? before : isValues(after) ? merged(inside(before), after) : after]
    }),
  )

/** What a file says without a day of its own: as it is read, and only what it says in so many words. */
const saidIn = (file: CouncilFile, typed: Values): { readonly read: Values; readonly said: Values } => {
  const { name, brand, signIn, openid, sessions, entrance, agreement } = file
  const parts = Object.entries({ brand, signIn, openid, sessions, entrance, agreement }).filter(
    ([part]) => typed[part] !== undefined,
  )
  return {
    read: Object.fromEntries(parts.map(([part, value]) => [part, plain(value)])),
    said: {
      name,
      ...Object.fromEntries(parts.map(([part, value]) => [part, isValues(value) ? saidOf(value, typed[part]) : value])),
    },
  }
}

/** What holds from now on: brand, help lines, how workers sign in, who agrees; with all of it as it is to be kept. */
export const compareSettings = (
  file: CouncilFile,
  typed: unknown,
  stored: StoredCouncil,
  today: CivilDate,
): Compared & { readonly name: string; readonly brand: Values; readonly settings: Values } => {
  const before = inside(plain({ ...stored.settings, name: stored.name, brand: stored.brand }))
  const { read, said } = saidIn(file, inside(typed))
  // What is usual stands only where nothing else has been said, now or before.
  const after = merged(merged(read, before), said)
  const changes = Object.entries(called).flatMap(([path, words]) => {
    const [one, other] = [valueAt(before, path), valueAt(after, path)]
    return isDeepStrictEqual(one, other) || valueAt(said, path) === undefined
      ? []
      : [{ words: `${words}, from now on: ${valueInWords(other)} (before: ${valueInWords(one)})` }]
  })
  const { linesCheckedOn } = file.entrance
  const { name: _, brand, ...settings } = after
  return {
    ...nothingChanges,
    changes,
    faults: [
      ...(linesCheckedOn !== null && linesCheckedOn > today
        ? [`entrance.linesCheckedOn: nobody can have called on ${inWords(linesCheckedOn)} yet`]
        : []),
      ...((file.simulated !== undefined) === stored.simulated
        ? []
        : [
            stored.simulated
              ? 'simulated: is missing; every record of this council is invented, and it stays so'
              : 'simulated: this council is at work, and never becomes a simulated one',
          ]),
    ],
    name: file.name,
    brand: inside(brand),
    settings,
  }
}
