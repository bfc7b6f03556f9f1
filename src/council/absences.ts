import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { inWords } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
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

/** `away, back 4 January 2021; Ada King covers`: for a list, without saying why; from when, where that is still to come. */
export const awayInWords = ({ backOn, coverName }: Pick<Absence, 'backOn' | 'coverName'>, from?: CivilDate): string =>
  `away${from === undefined ? '' : ` from ${inWords(from)}`}${backOn === null ? '' : `, back ${inWords(backOn)}`}${coverName === null ? '; nobody covers' : `; ${coverName} covers`}`
