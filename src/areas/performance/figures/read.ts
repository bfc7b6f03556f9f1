import type { Kysely } from 'kysely'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { count, populations } from '../counting/count.ts'
import { take } from '../counting/tally.ts'
import type { Reading, Tally } from '../counting/tally.ts'
import type { Measure, Unit } from '../measure.ts'
import { definitionOf } from './definition.ts'
import { unitOf } from './figure.ts'
import type { Figure } from './figure.ts'

/** A figure at one of its times. A stock stands on one day: `from`, `to` and `asAt` are that day. */
export type FigureRead = Reading & {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly from: CivilDate
  readonly to: CivilDate
  readonly asAt: CivilDate
  readonly definition: string
}

export type AsOf = {
  /** Figures are read at those of their times that lie on or before this day. */
  readonly asAt: CivilDate
  /** What was known at this instant counts, and nothing learnt since. */
  readonly asKnown: Instant
}

const key = ({ from, to }: Period) => `${from} ${to}`

/** The average of what was counted at several times. */
const average = (tallies: readonly Tally[]): number => tallies.reduce((sum, { rows }) => sum + rows, 0) / tallies.length

/** By how much it rose: of what it was before, in percent. */
export const rise = (now: number, before: number): Reading => ({
  value: before === 0 ? null : (100 * (now - before)) / before,
  numerator: now - before,
  denominator: before,
})

/** Runs the work for each, so many side by side, and answers in order. */
export const sideBySide = async <Of, Result>(
  lanes: number,
  each: readonly Of[],
  work: (of: Of) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = new Array<Result>(each.length)
  const waiting = each.entries()
  const lane = async () => {
    for (const [place, of] of waiting) results[place] = await work(of)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

type Counted = ReadonlyMap<Measure, ReadonlyMap<string, Tally>>

/** Every measure once, for all the times at which any figure needs it. */
const countAll = async (
  database: Kysely<Tables>,
  wanted: ReadonlyMap<Measure, readonly Period[]>,
  asKnown: Instant,
): Promise<Counted> => {
  const counted = await sideBySide(2, [...wanted], async ([measure, whens]) => {
    const tallies = await count(database, measure, whens, asKnown)
    return [measure, new Map(whens.map((when, place) => [key(when), tallies[place] ?? missing(measure)]))] as const
  })
  return new Map(counted)
}

const missing = (measure: Measure): never => {
  throw new Error(`The measure ${measure.id} was not counted at a time at which a figure reads it.`)
}

/** Reads figures at the times they name, as at a day and as known at an instant: one element for each figure and time. */
export const readFigures = async (
  database: Kysely<Tables>,
  figures: readonly Figure[],
  { asAt, asKnown }: AsOf,
): Promise<readonly FigureRead[]> => {
  const due = figures.map(figure => ({ ...figure, whens: figure.whens.filter(({ to }) => to <= asAt) }))
  const wanted = new Map<Measure, readonly Period[]>()
  for (const { measure, whens, how } of due)
    if (whens.length > 0) wanted.set(measure, [...(wanted.get(measure) ?? []), ...whens, ...(how.riseOn ?? [])])
  const counted = await countAll(database, wanted, asKnown)
  const tallyOf = (measure: Measure, when: Period) => counted.get(measure)?.get(key(when)) ?? missing(measure)
  const times = [...new Set(due.flatMap(({ whens }) => whens.map(({ to }) => to)))]
  const populationAt = new Map(
    (await populations(database, times, asKnown)).map((people, place) => [times[place], people]),
  )
  return due.flatMap(figure =>
    figure.whens.map(when => {
      const { id, title, measure, how } = figure
      const tally = tallyOf(measure, when)
      const reading =
        how.riseOn === undefined
          ? take(how.taken ?? measure.taken, tally, populationAt.get(when.to) ?? null)
          : rise(tally.rows, average(how.riseOn.map(before => tallyOf(measure, before))))
      const period = measure.over === 'stock' ? { from: when.to, to: when.to } : when
      return { id, title, ...reading, unit: unitOf(figure), ...period, asAt: when.to, definition: definitionOf(figure) }
    }),
  )
}
