import type { Kysely } from 'kysely'
import type { PoolClient } from 'pg'
import { ageOn, civilDate, dateAt, instantOf, partsOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { copyInto } from '../../store/index.ts'
import type { Tables } from '../../store/index.ts'
import { chooseFrom, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { openChildren, parentsOf } from './open-children.ts'
import type { OpenChild, Parent } from './open-children.ts'

const primaries = ['Primary School', 'Community Primary School', 'Hill Primary School', 'Park Primary School'] as const
const secondaries = ['Academy', 'High School', 'Community School'] as const
const colleges = ['Sixth Form College', 'College'] as const
const nurseries = ['Nursery School', 'Day Nursery'] as const
const surgeries = ['Surgery', 'Medical Centre', 'Health Centre'] as const

type Kind = 'school' | 'nursery' | 'surgery' | 'healthVisitor'
type Place = { readonly kind: Kind; readonly name: string; readonly startedOn: CivilDate | null }

/** The September in which a child begins at school: of the school year in which they turn five. */
const schoolBegins = (bornOn: CivilDate): number => {
  const { year, month } = partsOf(bornOn)
  return year + (month >= 9 ? 5 : 4)
}

/** Where somebody of this age goes to learn, or undefined where they go nowhere. */
const learnsAt = (town: string, bornOn: CivilDate, today: CivilDate, stream: Stream): Place | undefined => {
  const first = schoolBegins(bornOn)
  const startsIn = (year: number) => civilDate(year, 9, 1)
  const school = (names: readonly string[], year: number): Place => ({
    kind: 'school',
    name: `${town} ${chooseFrom(stream, names)}`,
    startedOn: startsIn(year),
  })
  if (today >= startsIn(first + 14)) return undefined
  if (today >= startsIn(first + 12)) return stream.happens(0.7) ? school(colleges, first + 12) : undefined
  if (today >= startsIn(first + 7)) return school(secondaries, first + 7)
  if (today >= startsIn(first)) return school(primaries, first)
  return today >= startsIn(first - 2) && stream.happens(0.6)
    ? { kind: 'nursery', name: `${town} ${chooseFrom(stream, nurseries)}`, startedOn: null }
    : undefined
}

/** Children of one home go to the same places, by their age. */
const placesOf = ({ household, town, bornOn }: OpenChild, seed: number, today: CivilDate): readonly Place[] => {
  const stream = streamOf(seed, 'places of a home', household)
  const surgery: Place = { kind: 'surgery', name: `${town} ${chooseFrom(stream, surgeries)}`, startedOn: null }
  if (bornOn === null || bornOn > today) return [surgery]
  const school = learnsAt(town, bornOn, today, stream)
  const isUnderFive = today < civilDate(schoolBegins(bornOn), 9, 1)
  const visitor: Place = { kind: 'healthVisitor', name: `Health visitors, ${town}`, startedOn: null }
  return [...(school === undefined ? [] : [school]), surgery, ...(isUnderFive ? [visitor] : [])]
}

/** Numbers that are kept for drama and ring nowhere. */
const landline = (name: string, seed: number): string =>
  `01632 960${String(streamOf(seed, `telephone of ${name}`).whole(0, 999)).padStart(3, '0')}`
const mobile = (stream: Stream): string => `07700 900${String(stream.whole(0, 999)).padStart(3, '0')}`

const cautions = [
  'Others in the house answer this telephone: ring between 9am and 3pm.',
  'Do not leave a message.',
  'Send a text first and say only that you will ring.',
] as const

/** Whether it is safe to ring: mostly asked, seldom not safe, and then with what to do. */
const safety = (stream: Stream): { readonly safe: boolean | null; readonly note: string | null } => {
  if (stream.happens(0.04)) return { safe: false, note: chooseFrom(stream, cautions) }
  return { safe: stream.happens(0.6) ? true : null, note: null }
}

const hasNumber = { mother: 0.93, father: 0.7 } as const

type Telephone = readonly [
  identity: number,
  kind: 'telephone',
  value: string,
  safe: boolean | null,
  note: string | null,
  since: Instant,
]

const telephoneOf = (identity: number, likely: number, since: Instant, seed: number): readonly Telephone[] => {
  const stream = streamOf(seed, 'telephone', identity)
  if (!stream.happens(likely)) return []
  const value = mobile(stream)
  const { safe, note } = safety(stream)
  return [[identity, 'telephone', value, safe, note, since]]
}

const hasOwnTelephone = ({ bornOn }: OpenChild, today: CivilDate): boolean =>
  bornOn !== null && ageOn(bornOn, today) >= 16

/**
 * Says of whoever is helped when the county opens where they go to school and to the doctor, and how they and their
 * parents are rung. The same seed says the same.
 */
export const planReach = async (
  client: PoolClient,
  queries: Kysely<Tables>,
  { seed, opens }: { readonly seed: number; readonly opens: Instant },
): Promise<void> => {
  const today = dateAt(opens)
  const children = await openChildren(queries)
  const parents: readonly Parent[] = await parentsOf(queries, children)
  const connections = children.flatMap(child =>
    placesOf(child, seed, today).map(({ kind, name, startedOn }) => {
      const begun = startedOn === null ? child.since : instantOf(`${startedOn}T09:00`)
      return [
        child.identity,
        kind,
        name,
        landline(name, seed),
        startedOn,
        begun > child.since ? begun : child.since,
      ] as const
    }),
  )
  const telephones = [
    ...parents.flatMap(({ identity, kind, since }) => telephoneOf(identity, hasNumber[kind], since, seed)),
    ...children
      .filter(child => hasOwnTelephone(child, today))
      .flatMap(({ identity, since }) => telephoneOf(identity, 0.8, since, seed)),
  ]
  await copyInto(
    client,
    'connection',
    {
      identity: 'bigint',
      kind: 'text',
      name: 'text',
      telephone: 'text',
      started_on: 'date',
      known_from: 'timestamptz',
    },
    connections,
  )
  await copyInto(
    client,
    'contact_detail',
    { identity: 'bigint', kind: 'text', value: 'text', safe: 'boolean', note: 'text', known_from: 'timestamptz' },
    telephones,
  )
}
