import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { chooseFrom, streamOf } from '../chance/random.ts'
import type { Controls } from '../controls/index.ts'
import { fillSeat, holdingServices, partsOf, teamKeys } from '../workforce/index.ts'
import type { Roster, Seat } from '../workforce/index.ts'
import type { Headcount, Pool } from './headcount.ts'

/**
 * A seat in a pool, with how much it takes of what comes, how many children it holds at most near the report, and whether
 * it must hold that many on the report's day.
 */
export type PoolSeat = Seat & {
  readonly pool: number
  readonly appetite: number
  readonly most: number
  readonly isFull: boolean
}

type Span = { readonly pool: number; readonly from: DayNumber; to: DayNumber | null }

/** The seats of each pool as its headcount grows and shrinks: the newest is given up first. */
const spansOf = (headcounts: readonly Headcount[], pools: readonly Pool[]): readonly Span[] =>
  pools.flatMap((_, pool) => {
    const spans: Span[] = []
    for (const { from, workers } of headcounts) {
      const open = spans.filter(span => span.to === null)
      const wanted = Math.max(workers[pool] ?? 0, 1)
      for (let index = open.length; index < wanted; index += 1) spans.push({ pool, from, to: null })
      for (const span of open.slice(wanted)) span.to = from
    }
    return spans
  })

type Special = { readonly appetite: number; readonly most: number; readonly isFull?: true }

/** The few who hold much more than the others, by service: so many seats each take so much more, up to so many children. */
const specials = (
  controls: Controls,
): Readonly<Record<string, { readonly few: readonly Special[]; readonly usual: number }>> => {
  const { assessment, careLeaverAdvisers, others } = controls.caseloads
  const scale = controls.scale ?? 1
  const times = (count: number, of: (index: number) => Special) =>
    Array.from({ length: Math.max(0, Math.round(count)) }, (_, index) => of(index))
  const busy = times(assessment.from35 * assessment.workers - 1, index => ({ appetite: 1.7, most: 36 + (index % 2) }))
  const above = Math.round(others.mean) + 1
  return {
    assessment: { few: [{ appetite: 2.2, most: assessment.highest }, ...busy], usual: 33 },
    'leaving-care': {
      few: [
        { appetite: 1.8, most: careLeaverAdvisers.highest, isFull: true },
        ...times(5 * scale, index => ({ appetite: 1.25, most: careLeaverAdvisers.highest - 1 - (index % 3) })),
      ],
      usual: Math.round(careLeaverAdvisers.mean) + 2,
    },
    'family-safeguarding': {
      few: times(5 * scale, index => ({ appetite: 1.4, most: above + 1 + (index % 3) })),
      usual: above,
    },
    'looked-after': { few: times(2 * scale, () => ({ appetite: 1.4, most: above + 1 })), usual: above },
  }
}

const mondays = ['2020-09-07', '2020-09-14', '2020-09-21', '2020-10-05', '2020-10-19']

/** The seats that newly qualified workers take in the autumn of the report, with the day. */
const newlyQualifiedSeats = (controls: Controls, seed: number, spans: readonly Span[], pools: readonly Pool[]) => {
  const stream = streamOf(seed, 'newly qualified')
  const days = mondays.map(dayNumber).filter(day => day < dayNumber(controls.caseloads.on))
  const able = spans.filter(
    ({ pool, from, to }) =>
      to === null &&
      from < dayNumber('2020-08-01') &&
      ['family-safeguarding', 'looked-after'].includes(pools[pool]?.service ?? ''),
  )
  const taken = new Map<Span, DayNumber>()
  const wanted = Math.min(controls.caseloads.others.newlyQualified, Math.floor(able.length / 2))
  while (taken.size < wanted && days.length > 0) {
    const span = chooseFrom(stream, able)
    if (!taken.has(span)) taken.set(span, chooseFrom(stream, days))
  }
  return taken
}

/** Which seats are the few: long-standing ones, by chance. */
const specialSeats = (
  controls: Controls,
  seed: number,
  spans: readonly Span[],
  pools: readonly Pool[],
  newly: ReadonlyMap<Span, DayNumber>,
): ReadonlyMap<Span, Special> => {
  const stream = streamOf(seed, 'the few')
  const chosen = new Map<Span, Special>()
  for (const [service, { few }] of Object.entries(specials(controls))) {
    const able = spans.filter(
      span =>
        pools[span.pool]?.service === service &&
        span.to === null &&
        span.from < dayNumber('2020-06-01') &&
        !newly.has(span),
    )
    for (const special of few) {
      const free = able.filter(span => !chosen.has(span))
      if (free.length > 0) chosen.set(chooseFrom(stream, free), special)
    }
  }
  return chosen
}

/** Makes the seats of every pool and fills them with workers. */
export const seatWorkers = (
  roster: Roster,
  controls: Controls,
  seed: number,
  { pools, headcounts }: { readonly pools: readonly Pool[]; readonly headcounts: readonly Headcount[] },
): readonly PoolSeat[] => {
  const spans = spansOf(headcounts, pools)
  const newly = newlyQualifiedSeats(controls, seed, spans, pools)
  const parts = partsOf(controls)
  const stream = streamOf(seed, 'seats')
  const special = specials(controls)
  const few = specialSeats(controls, seed, spans, pools, newly)
  const turns = pools.map(() => 0)
  return spans.map(span => {
    const { service, part } = pools[span.pool] ?? { service: 'assessment', part: 0 }
    const teams = teamKeys(controls, service, parts[part] ?? null)
    const turn = turns[span.pool] ?? 0
    turns[span.pool] = turn + 1
    const team = teams[turn % teams.length] ?? ''
    const newlyQualifiedFrom = newly.get(span) ?? null
    const pick = few.get(span)
    return {
      pool: span.pool,
      team,
      from: span.from,
      to: span.to,
      appetite: pick?.appetite ?? 1,
      most: pick?.most ?? special[service]?.usual ?? Infinity,
      isFull: pick?.isFull ?? false,
      occupants: fillSeat(roster, stream, {
        seed,
        role: holdingServices.find(each => each.service === service)?.role ?? 'socialWorker',
        team,
        recordsFrom: dayNumber(controls.county.recordsFrom),
        lastDay: dayNumber(controls.county.lastDay),
        from: span.from,
        to: span.to,
        years: {
          permanent: 4.5,
          agency: 1,
          agencyShare: service === 'early-help' || service === 'leaving-care' ? 0.1 : 0.6,
        },
        newlyQualifiedFrom,
      }),
    }
  })
}
