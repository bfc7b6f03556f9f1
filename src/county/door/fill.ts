import type { Insertable, Kysely } from 'kysely'
import { addDays, ageOn, civilDate, dateAt, instantOf, partsOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { alarmsOf, saysDanger } from '../../door/alarms.ts'
import { decideBy } from '../../door/decide-by.ts'
import { newReference } from '../../door/references.ts'
import type { ChildAsSent } from '../../door/request.ts'
import type { Tables } from '../../store/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { familyName, givenName } from '../people/index.ts'
import { someKnownChildren } from './known-children.ts'
import type { KnownChild } from './known-children.ts'
import { addOrganisations } from './organisations.ts'
import type { PartnerSender } from './organisations.ts'
import { restrictSome } from './restricted.ts'
import { asTold } from './slips.ts'
import type { About, Fit, Telling } from './telling.ts'
import { tellings } from './tellings.ts'

/** Whom the requests of these days may be about. */
type Pool = {
  readonly known: KnownChild[]
  readonly siblings: (readonly KnownChild[])[]
  readonly restricted: readonly KnownChild[]
  /** Of the request that comes again, the first. */
  last: Found | undefined
}

type Home = { readonly line?: string; readonly town?: string; readonly postcode?: string }
type Found = { readonly children: readonly ChildAsSent[]; readonly home: Home }

const homeOf = ({ line, town, postcode }: KnownChild): Home => ({
  line,
  ...(town === null ? {} : { town }),
  ...(postcode === null ? {} : { postcode }),
})

/** Somebody whom no record knows. */
const newcomer = (stream: Stream, today: CivilDate, { ages = [5, 15], sex: wanted }: Fit = {}): ChildAsSent => {
  const sex = wanted ?? (stream.happens(0.5) ? 'female' : 'male')
  const { year } = partsOf(today)
  return {
    given: givenName(stream, 'english', sex, new Set()).given,
    family: familyName(stream, 'english'),
    bornOn: civilDate(year - stream.whole(...ages), stream.whole(1, 11), stream.whole(1, 28)),
    sex,
    answers: {},
  }
}

const unborn = (stream: Stream, today: CivilDate): ChildAsSent => ({
  expectedOn: addDays(today, stream.whole(70, 110)),
  answers: {
    motherGiven: givenName(stream, 'english', 'female', new Set()).given,
    motherFamily: familyName(stream, 'english'),
  },
})

const isKnownOne = (about: About): boolean =>
  ['known', 'misspelt', 'shortName', 'swappedDate', 'noDate', 'again'].includes(about)

const fitsTo =
  ({ ages = [0, 17], sex, isOpen }: Fit, today: CivilDate) =>
  (child: KnownChild): boolean => {
    const age = ageOn(child.bornOn, today)
    return (
      age >= ages[0] &&
      age <= ages[1] &&
      (sex === undefined || child.sex === sex) &&
      (isOpen === undefined || child.isOpen === isOpen)
    )
  }

/** The first that fits, which then is not chosen again. */
const taken = <Item>(list: Item[], fits: (item: Item) => boolean): Item | undefined => {
  const at = list.findIndex(fits)
  return at < 0 ? undefined : list.splice(at, 1)[0]
}

const groupFor = (pool: Pool, { about, fits = {} }: Telling, today: CivilDate): readonly KnownChild[] => {
  const isFit = fitsTo(fits, today)
  if (about === 'siblings') return taken(pool.siblings, group => group.every(isFit)) ?? []
  if (about === 'restricted') return pool.restricted.filter(isFit).slice(0, 1)
  return isKnownOne(about) ? [taken(pool.known, isFit)].flatMap(child => child ?? []) : []
}

const found = (pool: Pool, telling: Telling, stream: Stream, today: CivilDate): Found => {
  const { about, fits } = telling
  if (about === 'again' && pool.last !== undefined) return pool.last
  const group = groupFor(pool, telling, today)
  const [first] = group
  if (first === undefined)
    return { children: [about === 'unborn' ? unborn(stream, today) : newcomer(stream, today, fits)], home: {} }
  const told = { children: group.map(child => asTold(child, about, today, stream)), home: homeOf(first) }
  if (about === 'noDate') pool.last = told
  return told
}

const senderOf = (people: readonly PartnerSender[], { from }: Telling): PartnerSender | undefined =>
  from === undefined
    ? undefined
    : people.find(({ organisation, post }) => organisation === from.organisation && post === from.post)

const rowOf = (
  telling: Telling,
  { children, home }: Found,
  sender: PartnerSender | undefined,
  stream: Stream,
): Insertable<Tables['request']> => {
  const { kind, needs, happening, answers: said = {} } = telling
  const answers = {
    ...(kind === 'consultation' ? {} : { ...home, needs, happening }),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  }
  const alarms = alarmsOf({ answers, children }).map(({ words }) => words)
  const receivedAt = instantOf(telling.at)
  return {
    reference: newReference(below => stream.whole(0, below - 1)),
    kind,
    sender: telling.sender,
    partner: sender?.partner ?? null,
    partner_person: sender?.person ?? null,
    taken_by: null,
    answers: JSON.stringify(answers),
    alarms: [...new Set(alarms)],
    received_at: receivedAt,
    decide_by: decideBy(receivedAt, { isAlarming: alarms.length > 0 || saysDanger(answers) }),
    form_key: null,
  }
}

const poolOf = (children: readonly KnownChild[], restricted: readonly KnownChild[]): Pool => {
  const free = children.filter(({ identity }) => !restricted.some(child => child.identity === identity))
  const homes = [...Map.groupBy(free, ({ household }) => household).values()]
  const siblings = homes.filter(group => group.length > 1 && new Set(group.map(({ family }) => family)).size === 1)
  const inGroups = new Set(siblings.flatMap(group => group.map(({ identity }) => identity)))
  return {
    siblings,
    known: free.filter(({ identity }) => !inGroups.has(identity)),
    restricted,
    last: undefined,
  }
}

/**
 * Puts at the door what came between Friday afternoon and the morning on which the county opens, and beside it the
 * organisations that sent some of it and the few children who are restricted. Chance of its own decides it, so that nothing
 * else of the county changes; what nobody has decided is no contact yet, so that no figure changes either.
 */
export const fillTheDoor = async (
  queries: Kysely<Tables>,
  { seed, opens }: { readonly seed: number; readonly opens: Instant },
): Promise<void> => {
  const today = dateAt(opens)
  const people = await addOrganisations(queries, seed, addDays(today, -800))
  const children = await someKnownChildren(queries, { seed, opens, count: 800 })
  const restricted = await restrictSome(queries, children.toReversed(), opens)
  const pool = poolOf(children, restricted)
  for (const [number, telling] of tellings.entries()) {
    const stream = streamOf(seed, 'request at the door', number)
    const about = found(pool, telling, stream, today)
    const { request } = await queries
      .insertInto('request')
      .values(rowOf(telling, about, senderOf(people, telling), stream))
      .returning('request')
      .executeTakeFirstOrThrow()
    if (telling.kind === 'consultation') continue
    await queries
      .insertInto('request_child')
      .values(
        about.children.map(({ given, family, bornOn, expectedOn, sex, answers }, index) => ({
          request,
          position: index + 1,
          given: given ?? null,
          family: family ?? null,
          born_on: bornOn ?? null,
          expected_on: expectedOn ?? null,
          sex: sex ?? null,
          answers: JSON.stringify(answers),
        })),
      )
      .execute()
  }
}
