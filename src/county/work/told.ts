import { addWorkingDaysTo, dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { SimulatedChild, SimulatedFamily } from '../journeys/index.ts'
import type { ToldEntry, ToldFacts, ToldFamily, ToldMember, ToldVersion } from '../load/index.ts'
import type { ChildPerson, FamilyPeople } from '../people/index.ts'
import type { County } from './county.ts'
import type { EntryVersion } from './entry.ts'
import { instantAt, minuteOf } from './moments.ts'
import type { Minute } from './moments.ts'
import { identifiersOf } from './numbers.ts'
import type { Register } from './register.ts'

/** The next number of each kind that the whole county counts. */
export type Counters = { identity: number; household: number; child: number }

const versionOf = (version: EntryVersion): ToldVersion => ({
  id: version.id,
  answers: version.answers,
  outcome: version.outcome,
  happenedOn: version.happenedOn,
  completedOn: version.completedOn,
  author: version.by.worker,
  team: version.by.team,
  recordedAt: instantAt(version.recorded),
  withdrawn: version.withdrawn,
  ...(version.reason === null ? {} : { correctionReason: version.reason }),
})

const entriesOf = ({ versions, subjects }: Register, identityOf: (child: number) => number): readonly ToldEntry[] => {
  const about = Map.groupBy(subjects, subject => subject.lineage)
  return [...Map.groupBy(versions, version => version.lineage).values()].flatMap(all => {
    const [first] = all
    if (first === undefined) return []
    return [
      {
        step: first.step,
        follows: first.follows,
        source: 'simulated',
        versions: all.map(versionOf),
        subjects: (about.get(first.lineage) ?? []).map(({ child, paragraph }) => ({
          identity: identityOf(child),
          paragraph,
        })),
      },
    ]
  })
}

/** The minute at which each child's first entry was recorded. */
const firstRecorded = ({ versions, subjects }: Register): ReadonlyMap<number, Minute> => {
  const recorded = new Map(
    versions.filter(({ version }) => version === 1).map(({ lineage, recorded: at }) => [lineage, at]),
  )
  const first = new Map<number, Minute>()
  for (const { child, lineage } of subjects) {
    const at = recorded.get(lineage) ?? Infinity
    if (at < (first.get(child) ?? Infinity)) first.set(child, at)
  }
  return first
}

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

/** A minute before anything is recorded about somebody: the record of the person is made first. */
const before = (minute: Minute): Minute => minute - 1

/**
 * A family as it is loaded: its people, homes and all that was recorded. Undefined where nothing was ever recorded about
 * any of its children. Its members take the next numbers of the county.
 */
export const toldFamily = (
  county: County,
  family: SimulatedFamily,
  people: FamilyPeople,
  register: Register,
  counters: Counters,
): ToldFamily | undefined => {
  if (register.versions.length === 0) return undefined
  const firsts = firstRecorded(register)
  const familyFirst = before(Math.min(...firsts.values()))
  const count = family.children.length
  const identity = counters.identity
  counters.identity += count + people.adults.length
  const household = counters.household
  counters.household += people.homes.length
  const identityOf = (member: number) => identity + member
  const { limit, lastDay } = county
  // A sibling nobody has written about is known from when the family is, or from soon after birth.
  const knownFrom = (child: SimulatedChild, index: number): Minute => {
    const own = firsts.get(index)
    if (own !== undefined) return before(own)
    return Math.max(familyFirst, minuteOf(child.bornOn + 10, 10))
  }
  const isKnown = (member: number): boolean => {
    const child = family.children[member]
    return child === undefined || knownFrom(child, member) < limit
  }
  const fromOf = (member: number): Minute => {
    const child = family.children[member]
    return child === undefined ? familyFirst : knownFrom(child, member)
  }
  const children = family.children.flatMap((child, index): ToldMember[] => {
    const person = people.children[index]
    if (person === undefined || !isKnown(index)) return []
    const at = knownFrom(child, index)
    const facts = factsOf(child, person, { at, limit, lastDay, motherFamily: people.calledFamily })
    return [{ identity: identityOf(index), kind: 'child', facts }]
  })
  const adults = people.adults.map((adult, index): ToldMember => ({
    identity: identityOf(count + index),
    kind: 'adult',
    facts: [
      {
        from: instantAt(familyFirst),
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
  }))
  return {
    members: [...children, ...adults],
    relationships: people.ties.flatMap(({ one, other, kind, parentalResponsibility }) =>
      isKnown(one) && isKnown(other)
        ? [
            {
              one: identityOf(one),
              other: identityOf(other),
              kind,
              parentalResponsibility,
              startedOn: null,
              from: instantAt(Math.max(fromOf(one), fromOf(other))),
            },
          ]
        : [],
    ),
    households: people.homes.map((home, index) => ({ household: household + index, ...home })),
    residences: people.stays.flatMap(({ member, home, from, to }) => {
      const known = Math.max(fromOf(member), minuteOf(from + 4, 12))
      return isKnown(member) && known < limit
        ? [
            {
              identity: identityOf(member),
              household: household + home,
              startedOn: dateOf(from),
              endedOn: to === null ? null : dateOf(to),
              from: instantAt(known),
            },
          ]
        : []
    }),
    identifiers: family.children.flatMap((child, index) => {
      counters.child += 1
      if (!isKnown(index) || !firsts.has(index)) return []
      return identifiersOf(county, child, counters.child).map(each => ({
        ...each,
        identity: identityOf(index),
        from: instantAt(fromOf(index)),
      }))
    }),
    entries: entriesOf(register, identityOf),
  }
}
