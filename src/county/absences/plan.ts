import type { Insertable, Kysely } from 'kysely'
import { addDays, addWorkingDays, dateAt, instantOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { absenceKinds } from '../../council/index.ts'
import type { AbsenceKind } from '../../council/index.ts'
import { posts } from '../../council/organisation.ts'
import type { Post } from '../../council/organisation.ts'
import type { Tables } from '../../store/index.ts'
import { chooseFrom, chooseWeighted, shuffled, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'

const holdingRoles = ['socialWorker', 'personalAdviser', 'earlyHelpWorker'] as const

/** Of those who hold children, how many are away when the county opens, and how many have leave before the year ends. */
const shares = { today: 0.055, soon: 0.06, over: 0.015 }

type When = keyof typeof shares

/** Days away: from so many working days before the county opens up to so many after, by why. */
const lengths: Readonly<Record<AbsenceKind, { readonly before: number; readonly after: number }>> = {
  leave: { before: 4, after: 6 },
  sick: { before: 6, after: 5 },
  family: { before: 80, after: 120 },
  training: { before: 0, after: 2 },
  other: { before: 1, after: 2 },
}

const kindsOf: Readonly<Record<When, Readonly<Partial<Record<AbsenceKind, number>>>>> = {
  today: { leave: 9, sick: 9, training: 4, family: 2, other: 1 },
  soon: { leave: 1 },
  over: { leave: 3, sick: 2 },
}

const weights = (when: When): Record<AbsenceKind, number> =>
  Object.fromEntries(
    (Object.keys(absenceKinds) as AbsenceKind[]).map(kind => [kind, kindsOf[when][kind] ?? 0]),
  ) as Record<AbsenceKind, number>

type Away = { readonly kind: AbsenceKind; readonly from: CivilDate; readonly back: CivilDate | null }

const daysOf = (stream: Stream, when: When, today: CivilDate): Away => {
  const kind = chooseWeighted(stream, weights(when))
  const { before, after } = lengths[kind]
  switch (when) {
    case 'today': {
      const from = addWorkingDays(today, -stream.whole(0, before))
      const back = addWorkingDays(today, stream.whole(1, after))
      // Nobody knows yet when somebody who is ill will be back, one time in three.
      return { kind, from, back: kind === 'sick' && stream.happens(1 / 3) ? null : back }
    }
    case 'soon':
      return {
        kind,
        from: addWorkingDays(today, stream.whole(2, 8)),
        back: addWorkingDays(today, stream.whole(9, 15)),
      }
    case 'over':
      return { kind, from: addWorkingDays(today, -stream.whole(3, 8)), back: today }
  }
}

const notes = [
  'The visits of this week are in the calendar. Two families have my number and will ring you instead.',
  'Nothing is booked before I am back. The drafts are nearly done.',
  'School meetings are on Wednesday; the agenda is in the record.',
  null,
  null,
]

type Row = Insertable<Tables['absence']>

/** The colleagues who can cover somebody: of the same part and team, and here on all of these days. */
const coverFor = (stream: Stream, held: readonly Post[], who: Post, awayAtAll: ReadonlySet<number>): number | null => {
  const colleagues = held.filter(
    each =>
      each.role === who.role && each.team === who.team && each.worker !== who.worker && !awayAtAll.has(each.worker),
  )
  return colleagues.length === 0 || stream.happens(0.12) ? null : chooseFrom(stream, colleagues).worker
}

/** The manager who is away, and whoever takes the decisions of the team meanwhile: another manager of the service, else one of the team. */
const managerAway = (
  stream: Stream,
  held: readonly Post[],
  serviceOf: (team: string | null) => string | undefined,
  awayAtAll: ReadonlySet<number>,
): { readonly who: Post; readonly cover: number } | undefined => {
  const managers = held.filter(({ role }) => role === 'teamManager')
  const withWorkers = managers.filter(({ team }) =>
    held.some(each => each.role === 'socialWorker' && each.team === team),
  )
  for (const who of shuffled(stream, withWorkers)) {
    const service = serviceOf(who.team)
    const cover =
      managers.find(each => each.worker !== who.worker && serviceOf(each.team) === service) ??
      held.find(each => each.role === 'socialWorker' && each.team === who.team && !awayAtAll.has(each.worker))
    if (cover !== undefined) return { who, cover: cover.worker }
  }
  return undefined
}

/** Illness is told on the day, anything else before; nothing is known after the county opens. */
const knownFrom = ({ kind, from }: Away, today: CivilDate): Instant => {
  const told = kind === 'sick' ? from : addWorkingDays(from, -5)
  return instantOf(`${told < today ? told : today}T08:20`)
}

const rowOf = (today: CivilDate, who: Post, away: Away, more: Pick<Row, 'cover' | 'note'>): Row => ({
  worker: who.worker,
  kind: away.kind,
  started_on: away.from,
  ended_on: away.back,
  ...more,
  author: who.worker,
  known_from: knownFrom(away, today),
})

/**
 * Who is away on the day on which the county opens, who will be soon, and who is back that morning, by a chance of their
 * own: nothing else of the county depends on it. One team manager is away, and covered.
 */
export const absencesFor = (
  { seed, opens }: { readonly seed: number; readonly opens: Instant },
  held: readonly Post[],
  serviceOf: (team: string | null) => string | undefined,
): readonly Row[] => {
  const today = dateAt(opens)
  const stream = streamOf(seed, 'absences')
  const holders = held.filter(
    ({ role, worker }, index) =>
      holdingRoles.some(each => each === role) && held.findIndex(each => each.worker === worker) === index,
  )
  const order = shuffled(stream, holders)
  const counts = Object.entries(shares) as [When, number][]
  const parts: { readonly who: Post; readonly when: When }[] = []
  for (const [when, share] of counts) {
    const count = Math.max(1, Math.round(holders.length * share))
    for (const who of order.splice(0, count)) parts.push({ who, when })
  }
  const awayAtAll = new Set(parts.map(({ who }) => who.worker))
  const rows = parts.map(({ who, when }) => {
    const own = streamOf(seed, 'absence', who.worker)
    const away = daysOf(own, when, today)
    return rowOf(today, who, away, { cover: coverFor(own, held, who, awayAtAll), note: chooseFrom(own, notes) })
  })
  const manager = managerAway(stream, held, serviceOf, awayAtAll)
  if (manager === undefined) return rows
  const days: Away = { kind: 'leave', from: addDays(today, -3), back: addWorkingDays(today, 3) }
  return [
    ...rows,
    rowOf(today, manager.who, days, {
      cover: manager.cover,
      note: 'Transfers and allocations are up to date as of Friday.',
    }),
  ]
}

/** Writes the absences of the county, inside the transaction of the build. */
export const planAbsences = async (
  queries: Kysely<Tables>,
  when: { readonly seed: number; readonly opens: Instant },
): Promise<void> => {
  const today = dateAt(when.opens)
  const [held, teams] = [
    await posts(queries, { on: today }),
    await queries
      .selectFrom('team')
      .select(['team', 'service'])
      .where('known_to', '=', 'infinity')
      .where('ended_on', 'is', null)
      .execute(),
  ]
  const services = new Map(teams.map(({ team, service }) => [team, service]))
  const rows = absencesFor(when, held, team => (team === null ? undefined : services.get(team)))
  await queries
    .insertInto('absence')
    .values([...rows])
    .execute()
}
