import { addWorkingDaysTo, dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Reckoning } from '../../journey/index.ts'
import type { SimulatedChild, SimulatedFamily } from '../journeys/index.ts'
import type { ToldFacts, ToldFamily, ToldMember } from '../load/index.ts'
import type { Adult, ChildPerson, FamilyPeople } from '../people/index.ts'
import type { County } from './county.ts'
import { instantAt, minuteOf } from './moments.ts'
import type { Minute } from './moments.ts'
import { identifiersOf } from './numbers.ts'
import type { Register } from './register.ts'

/** The next number of each kind that the whole county counts. */
export type Counters = { identity: number; household: number; child: number }

type Known = { readonly at: Minute; readonly limit: Minute; readonly lastDay: DayNumber; readonly motherFamily: string }

/** What was known of a child over time: before birth an expected date and the mother's name, then the child's own. */
const factsOf = (
  child: SimulatedChild,
  person: ChildPerson,
  { at, limit, lastDay, motherFamily }: Known,
): readonly ToldFacts[] => {
  const common = {
    ethnicity: person.ethnicity,
    disabilities: person.disabilities,
    language: person.language,
    interpreter: person.interpreter,
    unaccompanied: child.isUasc,
  }
  const born = {
    ...common,
    given: person.given,
    family: person.family,
    preferred: person.preferred,
    saidAs: person.saidAs,
    bornOn: dateOf(child.bornOn),
    expectedOn: null,
    sex: child.sex,
  }
  if (minuteOf(child.bornOn, 0) <= at) return [{ ...born, from: instantAt(at) }]
  const unborn = {
    ...common,
    given: null,
    family: motherFamily,
    preferred: null,
    saidAs: null,
    bornOn: null,
    expectedOn: dateOf(child.expectedOn ?? child.bornOn),
    sex: null,
    ethnicity: null,
    disabilities: [],
    from: instantAt(at),
  }
  const registered = minuteOf(addWorkingDaysTo(child.bornOn, 2), 11, child.id % 60)
  if (child.bornOn > lastDay || registered >= limit) return [unborn]
  return [unborn, { ...born, from: instantAt(registered) }]
}

const adultMember = (adult: Adult, identity: number, at: Minute): ToldMember => ({
  identity,
  kind: 'adult',
  facts: [
    {
      from: instantAt(at),
      given: adult.given,
      family: adult.family,
      preferred: null,
      saidAs: null,
      bornOn: dateOf(adult.bornOn),
      expectedOn: null,
      sex: adult.sex,
      ethnicity: adult.ethnicity,
      disabilities: [],
      language: adult.language,
      interpreter: adult.interpreter,
      unaccompanied: false,
    },
  ],
})

/** A minute before anything is recorded about somebody: the record of the person is made first. */
const before = (minute: Minute): Minute => minute - 1

/** A child whose record of birth stood from the start, and all of whose entries were recorded once and in order. */
const isOrderly = (register: Register, index: number, facts: readonly ToldFacts[]): boolean =>
  register.orderly[index] === true && facts.length === 1 && facts[0]?.bornOn !== null

/**
 * A family as it is loaded: its people, homes and all that was recorded. Undefined where nothing was ever recorded about
 * any of its children. Its members take the next numbers of the county, from the one on that the register was opened with.
 */
export const toldFamily = (
  county: County,
  family: SimulatedFamily,
  people: FamilyPeople,
  register: Register,
  counters: Counters,
): ToldFamily | undefined => {
  if (register.entries.length === 0) return undefined
  const { limit, lastDay } = county
  const familyFirst = before(Math.min(...register.firstRecorded))
  const count = family.children.length
  const identity = counters.identity
  counters.identity += count + people.adults.length
  const household = counters.household
  counters.household += people.homes.length
  const identityOf = (member: number) => identity + member
  const isWrittenAbout = (child: number): boolean => (register.firstRecorded[child] ?? Infinity) < Infinity
  // A sibling nobody has written about is known from when the family is, or from soon after birth.
  const knownFrom = family.children.map((child, index): Minute =>
    isWrittenAbout(index)
      ? before(register.firstRecorded[index] ?? 0)
      : Math.max(familyFirst, minuteOf(child.bornOn + 10, 10)),
  )
  const fromOf = (member: number): Minute => knownFrom[member] ?? familyFirst
  const isKnown = (member: number): boolean => fromOf(member) < limit
  const reckoned = new Map<number, Reckoning>()
  const children = family.children.flatMap((child, index): ToldMember[] => {
    const person = people.children[index]
    if (person === undefined || !isKnown(index)) return []
    const facts = factsOf(child, person, { at: fromOf(index), limit, lastDay, motherFamily: people.calledFamily })
    const reckoning = register.reckonings[index]
    if (reckoning !== undefined && isOrderly(register, index, facts)) reckoned.set(identityOf(index), reckoning)
    return [{ identity: identityOf(index), kind: 'child', facts }]
  })
  return {
    members: [
      ...children,
      ...people.adults.map((adult, index) => adultMember(adult, identityOf(count + index), familyFirst)),
    ],
    relationships: people.ties.flatMap(({ one, other, kind, parentalResponsibility }) => {
      if (!isKnown(one) || !isKnown(other)) return []
      const from = instantAt(Math.max(fromOf(one), fromOf(other)))
      return [{ one: identityOf(one), other: identityOf(other), kind, parentalResponsibility, startedOn: null, from }]
    }),
    households: people.homes.map((home, index) => ({ household: household + index, ...home })),
    residences: people.stays.flatMap(({ member, home, from, to }) => {
      const known = Math.max(fromOf(member), minuteOf(from + 4, 12))
      if (!isKnown(member) || known >= limit) return []
      return [
        {
          identity: identityOf(member),
          household: household + home,
          startedOn: dateOf(from),
          endedOn: to === null ? null : dateOf(to),
          from: instantAt(known),
        },
      ]
    }),
    identifiers: family.children.flatMap((child, index) => {
      counters.child += 1
      if (!isKnown(index) || !isWrittenAbout(index)) return []
      const from = instantAt(fromOf(index))
      return identifiersOf(county, child, counters.child).map(each => ({ ...each, identity: identityOf(index), from }))
    }),
    entries: register.entries,
    reckoned,
  }
}
