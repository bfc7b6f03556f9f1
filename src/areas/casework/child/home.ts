import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayOpen, mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Entry, Episode } from '../../../ledger/read.ts'
import type { Tables } from '../../../store/tables.ts'
import { ageOf, nameOf } from './facts.ts'

/** Somebody near the child whom the reader may know of. */
export type Relative = {
  readonly identity: number
  readonly name: string
  readonly age: string
  readonly relation: string
  readonly open: boolean
}

/** Where the child lives and with whom, in a sentence. */
export type Home = { readonly words: string; readonly since: CivilDate | undefined }

type Row = {
  readonly identity: number
  readonly kind: 'child' | 'adult'
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly bornOn: CivilDate | null
  readonly relation: string | null
  readonly here: boolean
  readonly open: boolean
}

type Residence = {
  readonly line: string
  readonly town: string | null
  readonly postcode: string | null
  readonly since: CivilDate
}

const residenceOf = async (database: Kysely<Tables>, child: number): Promise<Residence | undefined> => {
  const { rows } = await sql<Residence>`
    select household.line, household.town, household.postcode, residence.started_on as since
    from person self join person same on same.person = self.person
    join residence on residence.identity = same.identity and residence.known_to = 'infinity' and residence.ended_on is null
    join household on household.household = residence.household
    where self.identity = ${child} order by residence.started_on desc limit 1`.execute(database)
  return rows[0]
}

/** Everybody related to the child or under the same roof today, whom the reader may know of, once each. */
const peopleNear = async (database: Kysely<Tables>, context: Context, child: number): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    with self as (select same.identity from person self join person same on same.person = self.person where self.identity = ${child}),
    bond as (
      select other as identity, kind, 'other' as side from relationship join self on self.identity = one
        where known_to = 'infinity' and (ended_on is null or ended_on > ${context.today}::date)
      union all
      select one, kind, 'one' from relationship join self on self.identity = other
        where known_to = 'infinity' and (ended_on is null or ended_on > ${context.today}::date)),
    roof as (
      select distinct there.identity from residence here join self on self.identity = here.identity
      join residence there on there.household = here.household and there.known_to = 'infinity' and there.ended_on is null
      where here.known_to = 'infinity' and here.ended_on is null and there.identity not in (select identity from self)),
    near as (
      select coalesce(person.person, each.identity) as identity, bool_or(each.here) as here, min(each.relation) as relation
      from (select identity, side || ':' || kind as relation, false as here from bond
            union all select identity, null, true from roof) each
      left join person on person.identity = each.identity
      group by 1)
    select near.identity, identity.kind, version.given, version.family, version.preferred, version.born_on as "bornOn",
      near.relation, near.here, ${mayOpen(context, 'near.identity')} as open
    from near join identity on identity.identity = near.identity
    join identity_version version on version.identity = near.identity and version.known_to = 'infinity'
    where ${mayKnowOf(context, 'near.identity')}
    order by version.born_on nulls last, near.identity`.execute(database)
  return rows
}

const siblingKinds = ['sibling', 'halfSibling', 'stepSibling']

const kindOf = (row: Row) => row.relation?.slice(row.relation.indexOf(':') + 1) ?? ''

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const homeWords = (residence: Residence | undefined, here: readonly Row[], today: CivilDate): Home => {
  if (residence === undefined) return { words: 'Where the child lives is not in the record', since: undefined }
  const adults = here.filter(row => row.kind === 'adult').map(row => nameOf(row))
  const children = here
    .filter(row => row.kind === 'child')
    .map(row => {
      const age = ageOf(row, today)
      return age === '' ? nameOf(row) : `${nameOf(row)} (${age})`
    })
  const whom = listed([...adults, ...children])
  const where = [residence.line, residence.town, residence.postcode].filter(Boolean).join(', ')
  return { words: `Lives ${whom === '' ? '' : `with ${whom} `}at ${where}`, since: residence.since }
}

/** The placement that lasts, from the entry that began it: who cares for the child is what its author wrote. */
const placementWords = (entries: readonly Entry[], episodes: readonly Episode[]): Home | undefined => {
  const placement = episodes.find(each => each.kind === 'placement' && each.endedOn === null)
  if (placement === undefined) return undefined
  const where = entries.find(entry => entry.entry === placement.openedBy)?.answers.where
  const whom = typeof where === 'string' && where !== '' ? `Placed: ${where}` : 'Placed in our care'
  return { words: `${whom}, since ${inWords(placement.startedOn)}`, since: placement.startedOn }
}

/** Where a child lives and with whom, and the brothers and sisters. */
export const homeOf = async (database: Kysely<Tables>, context: Context, child: number) => {
  const [residence, near] = await Promise.all([residenceOf(database, child), peopleNear(database, context, child)])
  const siblings: readonly Relative[] = near
    .filter(row => row.kind === 'child' && (siblingKinds.includes(kindOf(row)) || (row.relation === null && row.here)))
    .map(row => ({
      identity: row.identity,
      name: nameOf(row),
      age: ageOf(row, context.today),
      relation: kindOf(row),
      open: row.open,
    }))
  return {
    siblings,
    at: (entries: readonly Entry[], episodes: readonly Episode[]): Home =>
      placementWords(entries, episodes) ??
      homeWords(
        residence,
        near.filter(row => row.here),
        context.today,
      ),
  }
}
