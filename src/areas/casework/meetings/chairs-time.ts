import { sql } from 'kysely'
import { addMinutes, dateAt, inWords, localTime } from '../../../calendar/index.ts'
import type { Instant } from '../../../calendar/index.ts'
import { awayInWords, awayOn } from '../../../council/absences.ts'
import { isMeetingKind, meetingKindOf } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { timeInWords } from '../../../web/index.ts'

/** The time of a meeting: who chairs it, when, and for how long. */
export type ChairsTime = { readonly chair: number; readonly startsAt: Instant; readonly length: number }

/** What stands in the way of the chair's time: an absence, or other meetings at the same time, in words. */
export type InTheWay = { readonly away: string | undefined; readonly clashes: readonly string[] }

/** The time of day of an instant in England. */
const timeOf = (at: Instant): string => timeInWords(localTime(at).slice(11))

/** From when to when a meeting is: `10am to midday`. */
export const hoursOf = ({ startsAt, length }: Pick<ChairsTime, 'startsAt' | 'length'>): string =>
  `${timeOf(startsAt)} to ${timeOf(addMinutes(startsAt, length))}`

type Other = { readonly meeting: number; readonly kind: string; readonly startsAt: Instant; readonly length: number }

/** Meetings of some chairs that lie at the same time as another of theirs, by the number of the one asked about. */
export const clashesOf = async (
  queries: Queries,
  meetings: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> => {
  if (meetings.length === 0) return new Map()
  const { rows } = await sql<Other & { readonly of: number }>`
    select one.meeting as "of", other.meeting, other.kind, other.starts_at as "startsAt", other.minutes as length
    from meeting one join meeting other on other.chair = one.chair and other.meeting <> one.meeting
      and other.starts_at < one.starts_at + make_interval(mins => one.minutes)
      and other.starts_at + make_interval(mins => other.minutes) > one.starts_at
    where one.meeting = any (${[...meetings]}::bigint[]) and one.cancelled_at is null and one.held_at is null
      and other.cancelled_at is null
    order by other.starts_at`.execute(queries)
  return new Map([...Map.groupBy(rows, row => row.of)].map(([meeting, others]) => [meeting, others.map(clashInWords)]))
}

const clashInWords = (other: Other): string =>
  `${isMeetingKind(other.kind) ? meetingKindOf(other.kind).title : other.kind}, ${hoursOf(other)}`

/** What stands in the way of a time that somebody wants to plan; `except` is the meeting that is moved. */
export const inTheWay = async (
  queries: Queries,
  { chair, startsAt, length }: ChairsTime,
  except?: number,
): Promise<InTheWay> => {
  const day = dateAt(startsAt)
  const [away, { rows }] = await Promise.all([
    awayOn(queries, day, [chair]),
    sql<Other>`
      select meeting.meeting, meeting.kind, meeting.starts_at as "startsAt", meeting.minutes as length from meeting
      where meeting.chair = ${chair} and meeting.cancelled_at is null and meeting.meeting <> ${except ?? 0}
        and meeting.starts_at < ${addMinutes(startsAt, length)}::timestamptz
        and meeting.starts_at > ${addMinutes(startsAt, -600)}::timestamptz
        and meeting.starts_at + make_interval(mins => meeting.minutes) > ${startsAt}::timestamptz
      order by meeting.starts_at`.execute(queries),
  ])
  const absence = away.get(chair)
  return {
    away:
      absence === undefined
        ? undefined
        : `${absence.name} is ${awayInWords(absence)}, so cannot chair on ${inWords(day)}. Choose somebody else, or another day`,
    clashes: rows.map(clashInWords),
  }
}
