import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { inWords } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Role } from '../journey/roles.ts'
import { inPostOn, posts, teamOn } from './organisation.ts'
import type { Tables } from '../store/tables.ts'

/** Why a worker is away. Names are stored, words may change. */
export const absenceKinds = {
  leave: 'Annual leave',
  sick: 'Sickness',
  family: 'Parental or family leave',
  training: 'Training',
  other: 'Another reason',
} as const

export type AbsenceKind = keyof typeof absenceKinds

export const isAbsenceKind = (text: string): text is AbsenceKind => Object.hasOwn(absenceKinds, text)

/** A worker's absence as it is believed now: away from the first day, back on the other, unless nobody knows when. */
export type Absence = {
  readonly absence: number
  readonly worker: number
  readonly name: string
  readonly kind: string
  readonly startedOn: CivilDate
  readonly backOn: CivilDate | null
  readonly cover: number | null
  readonly coverName: string | null
  readonly note: string | null
}

/** An absence as somebody wants it recorded. */
export type AbsenceToRecord = {
  readonly worker: number
  readonly kind: AbsenceKind
  readonly startedOn: CivilDate
  readonly backOn: CivilDate | null
  readonly cover: number | null
  readonly note: string | null
}

/** Why an absence is not recorded, and which question the words belong to. Nothing was written. */
export class AbsenceRefused extends Error {
  readonly question: 'startedOn' | 'backOn' | 'cover' | 'absence'
  constructor(question: AbsenceRefused['question'], message: string) {
    super(message)
    this.question = question
  }
}

type Writing = { readonly worker: number; readonly now: Instant }

const believed = sql<boolean>`absence.known_to = 'infinity'`

/** Away on a day, as believed now: a condition on rows of `absence`. */
export const awayOnDay = (on: CivilDate): RawBuilder<boolean> =>
  sql<boolean>`${believed} and absence.started_on <= ${on}::date and (absence.ended_on is null or absence.ended_on > ${on}::date)`

const chosen = (database: Kysely<Tables>) =>
  database
    .selectFrom('absence')
    .innerJoin('worker', 'worker.worker', 'absence.worker')
    .leftJoin('worker as stand_in', 'stand_in.worker', 'absence.cover')
    .select([
      'absence.id as absence',
      'absence.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'absence.kind',
      'absence.started_on as startedOn',
      'absence.ended_on as backOn',
      'absence.cover',
      sql<string | null>`stand_in.given || ' ' || stand_in.family`.as('coverName'),
      'absence.note',
    ])
    .where(believed)

/** The days that an absence may touch: from the first up to, and without, the day after. */
export type Days = { readonly from: CivilDate; readonly before: CivilDate | null }

const touches = ({ from, before }: Days) =>
  sql<boolean>`daterange(absence.started_on, absence.ended_on, '[)') && daterange(${from}::date, ${before}::date, '[)')`

/** The absences of some workers that touch some days, in order. */
export const absencesWithin = (
  database: Kysely<Tables>,
  workers: readonly number[],
  days: Days,
): Promise<readonly Absence[]> =>
  workers.length === 0
    ? Promise.resolve([])
    : chosen(database)
        .where('absence.worker', 'in', [...workers])
        .where(touches(days))
        .orderBy('absence.started_on')
        .execute()

/** All absences of one worker, the latest first. */
export const absencesOf = (database: Kysely<Tables>, worker: number): Promise<readonly Absence[]> =>
  chosen(database).where('absence.worker', '=', worker).orderBy('absence.started_on', 'desc').execute()

/** One absence by the number of what is believed of it now; undefined where it was changed or withdrawn. */
export const absenceNow = (database: Kysely<Tables>, absence: number): Promise<Absence | undefined> =>
  chosen(database).where('absence.id', '=', absence).executeTakeFirst()

/** Who of these workers is away on a day, by number. */
export const awayOn = async (
  database: Kysely<Tables>,
  on: CivilDate,
  workers: readonly number[],
): Promise<ReadonlyMap<number, Absence>> => {
  if (workers.length === 0) return new Map()
  const rows = await chosen(database)
    .where('absence.worker', 'in', [...new Set(workers)])
    .where(awayOnDay(on))
    .execute()
  return new Map(rows.map(row => [row.worker, row]))
}

/** Whom a worker covers in some days, in the order in which it begins. */
export const coveredBy = (database: Kysely<Tables>, worker: number, days: Days): Promise<readonly Absence[]> =>
  chosen(database).where('absence.cover', '=', worker).where(touches(days)).orderBy('absence.started_on').execute()

/** The parts whose decisions pass to whoever covers, for the days of the absence. */
const managingRoles = ['teamManager', 'serviceManager'] as const satisfies readonly Role[]

/** Whether a part is one whose decisions pass to whoever covers. */
export const isManagingRole = (role: Role): boolean => managingRoles.some(each => each === role)

/** The parts of those who may stand in for a manager: they work with children, or manage those who do. */
const standInRoles: readonly Role[] = [
  'pointOfAccessWorker',
  'dutyWorker',
  'socialWorker',
  'personalAdviser',
  'earlyHelpWorker',
  'conferenceChair',
  'teamManager',
  'serviceManager',
  'director',
]

/** A manager's post that somebody fills while its holder is away: as whose, and for which absence. */
export type CoveredPost = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly teamName: string | null
  readonly absence: number
  readonly absentName: string
}

const isOneOf = (roles: readonly Role[]) => sql`(${sql.join(roles.map(role => sql.lit(role)))})`

/**
 * The managers' posts that somebody fills on a day because their holder is away and they cover; of one worker where asked.
 * Whoever has no post of their own any more fills no other.
 */
export const postsCovered = async (
  database: Kysely<Tables>,
  on: CivilDate,
  worker?: number,
): Promise<readonly CoveredPost[]> => {
  const { rows } = await sql<CoveredPost & { readonly role: string }>`
    select distinct absence.cover as worker, stand_in.given || ' ' || stand_in.family as name, post.role, post.team,
      team.name as "teamName", absence.id as absence, absent.given || ' ' || absent.family as "absentName"
    from absence
    join worker stand_in on stand_in.worker = absence.cover
    join worker absent on absent.worker = absence.worker
    join post on post.worker = absence.worker and post.role in ${isOneOf(managingRoles)} and ${inPostOn('post', on)}
    left join team on team.team = post.team and ${teamOn('team', on)}
    where ${awayOnDay(on)} and ${worker === undefined ? sql`absence.cover is not null` : sql`absence.cover = ${worker}`}
      and exists (select 1 from post own where own.worker = absence.cover and own.role in ${isOneOf(standInRoles)}
        and ${inPostOn('own', on)})
    order by absence.id, post.role, post.team`.execute(database)
  return rows
}

/** `away, back 4 January 2021; Ada King covers`: for a list, without saying why; from when, where that is still to come. */
export const awayInWords = ({ backOn, coverName }: Pick<Absence, 'backOn' | 'coverName'>, from?: CivilDate): string =>
  `away${from === undefined ? '' : ` from ${inWords(from)}`}${backOn === null ? '' : `, back ${inWords(backOn)}`}${coverName === null ? '; nobody covers' : `; ${coverName} covers`}`

const daysInWords = ({ startedOn, backOn }: Pick<Absence, 'startedOn' | 'backOn'>) =>
  `from ${inWords(startedOn)}${backOn === null ? '' : `, back on ${inWords(backOn)}`}`

/** Whoever covers has a post on the first day; for a manager, one that works with children. */
const demandStandIn = async (queries: Kysely<Tables>, { worker, startedOn }: AbsenceToRecord, cover: number) => {
  const [held, theirs] = await Promise.all([
    posts(queries, { on: startedOn }, { worker: cover }),
    posts(queries, { on: startedOn }, { worker }),
  ])
  if (held.length === 0)
    throw new AbsenceRefused('cover', `Whoever covers must have a post here on ${inWords(startedOn)}`)
  if (theirs.some(({ role }) => isManagingRole(role)) && !held.some(({ role }) => standInRoles.includes(role)))
    throw new AbsenceRefused(
      'cover',
      'Whoever covers a manager takes the manager’s decisions. Choose somebody who works with children or manages those who do',
    )
}

/** Refuses what cannot be: an absence that ends before it begins, two at once, a cover who is the same or is away too. */
const demandPossible = async (queries: Kysely<Tables>, wanted: AbsenceToRecord): Promise<void> => {
  const { worker, startedOn, backOn, cover } = wanted
  if (backOn !== null && backOn <= startedOn)
    throw new AbsenceRefused('backOn', 'The first day back must be after the first day away')
  const days = { from: startedOn, before: backOn }
  const [other] = await absencesWithin(queries, [worker], days)
  if (other !== undefined)
    throw new AbsenceRefused(
      'startedOn',
      `An absence is recorded ${daysInWords(other)} already. Change that one, or choose other days`,
    )
  if (cover === null) return
  if (cover === worker) throw new AbsenceRefused('cover', 'Nobody covers for themselves. Choose somebody else')
  await demandStandIn(queries, wanted, cover)
  const [away] = await absencesWithin(queries, [cover], days)
  if (away !== undefined)
    throw new AbsenceRefused('cover', `${away.name} is away too, ${daysInWords(away)}. Choose somebody who is here`)
}

/** Takes the locks of the workers concerned, lowest first, so that two who record at once wait in turn. */
const lockWorkers = (queries: Kysely<Tables>, workers: readonly (number | null)[]) =>
  queries
    .selectFrom('worker')
    .select('worker')
    .where('worker', 'in', [...new Set(workers.flatMap(each => each ?? []))])
    .orderBy('worker')
    .forUpdate()
    .execute()

const insert = async (queries: Kysely<Tables>, by: Writing, wanted: AbsenceToRecord): Promise<number> => {
  await demandPossible(queries, wanted)
  const { id } = await queries
    .insertInto('absence')
    .values({
      worker: wanted.worker,
      kind: wanted.kind,
      started_on: wanted.startedOn,
      ended_on: wanted.backOn,
      cover: wanted.cover,
      note: wanted.note,
      author: by.worker,
      known_from: by.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Records an absence, inside the caller's transaction. Throws AbsenceRefused. */
export const recordAbsence = async (queries: Kysely<Tables>, by: Writing, wanted: AbsenceToRecord): Promise<number> => {
  await lockWorkers(queries, [wanted.worker, wanted.cover])
  return insert(queries, by, wanted)
}

/** Closes what is believed of an absence; false where somebody has changed it meanwhile. */
const close = async (queries: Kysely<Tables>, by: Writing, absence: number): Promise<boolean> => {
  const { numUpdatedRows } = await queries
    .updateTable('absence')
    .set({ known_to: by.now })
    .where('id', '=', absence)
    .where('known_to', '=', 'infinity')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const changedMeanwhile = () =>
  new AbsenceRefused('absence', 'This absence was changed while you were looking at it. Look at it again first')

/** Puts another version in the place of an absence, or takes it back where there is none. Throws AbsenceRefused. */
export const changeAbsence = async (
  queries: Kysely<Tables>,
  by: Writing,
  absence: number,
  wanted: AbsenceToRecord | undefined,
): Promise<void> => {
  if (wanted !== undefined) await lockWorkers(queries, [wanted.worker, wanted.cover])
  if (!(await close(queries, by, absence))) throw changedMeanwhile()
  if (wanted !== undefined) await insert(queries, by, wanted)
}
