import type { Kysely } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { householdMembers, relativesOf, residencesOf } from '../../../people/index.ts'
import type { HouseholdMember, Relative, Residence } from '../../../people/index.ts'
import type { Entry, Episode } from '../../../ledger/read.ts'
import type { Tables } from '../../../store/tables.ts'
import { ageOf } from './facts.ts'

/** A brother or sister, or another child of the household, whom the reader may know of. */
export type Sibling = { readonly identity: number; readonly name: string; readonly age: string; readonly open: boolean }

/** Where a child lives and with whom. */
export type Family = {
  readonly residences: readonly Residence[]
  readonly members: readonly HouseholdMember[]
  readonly relatives: readonly Relative[]
  readonly siblings: readonly Sibling[]
  readonly mother: string | undefined
}

const siblingKinds = ['sibling', 'halfSibling', 'stepSibling']

/** The family and household of a child who has been opened, as far as the reader may know of them. */
export const familyOf = async (database: Kysely<Tables>, context: Context, child: number): Promise<Family> => {
  const [residences, relatives, records] = await Promise.all([
    residencesOf(database, child),
    relativesOf(database, context, child),
    database
      .selectFrom('person as self')
      .innerJoin('person as mate', 'mate.person', 'self.person')
      .select('mate.identity')
      .where('self.identity', '=', child)
      .execute(),
  ])
  const present = residences.find(({ endedOn }) => endedOn === null)
  const own = new Set(records.map(({ identity }) => identity))
  const roof = present === undefined ? [] : await householdMembers(database, context, present.household)
  const members = roof.filter(({ identity }) => !own.has(identity))
  const children = [
    ...relatives.filter(({ relation }) => siblingKinds.includes(relation)),
    ...members.filter(({ kind, identity }) => kind === 'child' && !relatives.some(each => each.identity === identity)),
  ]
  return {
    residences,
    members,
    relatives,
    siblings: children.map(({ identity, name, bornOn, answer }) => ({
      identity,
      name,
      age: ageOf({ bornOn }, context.today),
      open: answer === 'open',
    })),
    mother:
      relatives.find(({ isTheir }) => isTheir === 'mother')?.name ??
      relatives.find(({ isTheir }) => isTheir === 'parent')?.name,
  }
}

/** Names as a sentence lists them. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const memberInWords = ({ relatives }: Family, member: HouseholdMember, today: CivilDate): string => {
  const relation = relatives.find(({ identity }) => identity === member.identity)
  const age = member.kind === 'child' ? ageOf(member, today) : ''
  const named = age === '' ? member.name : `${member.name} (${age})`
  return relation === undefined || siblingKinds.includes(relation.relation) ? named : `${relation.isTheir} ${named}`
}

/** The placement that lasts, from the entry that began it: who cares for the child is what its author wrote. */
const placementInWords = (entries: readonly Entry[], episodes: readonly Episode[]): string | undefined => {
  const placement = episodes.find(each => each.kind === 'placement' && each.endedOn === null)
  if (placement === undefined) return undefined
  const where = entries.find(entry => entry.entry === placement.openedBy)?.answers.where
  return `Placed ${typeof where === 'string' && where !== '' ? `with ${where}` : 'in our care'} since ${inWords(placement.startedOn)}`
}

/** Where a child lives and with whom, in a sentence. */
export const homeInWords = (
  family: Family,
  entries: readonly Entry[],
  episodes: readonly Episode[],
  today: CivilDate,
): string => {
  const placed = placementInWords(entries, episodes)
  if (placed !== undefined) return placed
  const present = family.residences.find(({ endedOn }) => endedOn === null)
  if (present === undefined) return 'Where the child lives is not in the record'
  const adultsFirst = family.members.toSorted((one, other) => one.kind.localeCompare(other.kind))
  const whom = listed(adultsFirst.map(member => memberInWords(family, member, today)))
  const where = [present.line, present.town, present.postcode].filter(Boolean).join(', ')
  return `Lives ${whom === '' ? '' : `with ${whom} `}at ${where}`
}
