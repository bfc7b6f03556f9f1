import type { Kysely } from 'kysely'
import { inWords } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { posts } from './organisation.ts'
import type { Tables } from '../store/tables.ts'
import { absencesWithin } from './absences.ts'
import type { AbsenceKind, Absence } from './absences.ts'
import { isManagingRole, mayStandIn } from './covered-posts.ts'

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
  if (theirs.some(({ role }) => isManagingRole(role)) && !held.some(({ role }) => mayStandIn(role)))
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
