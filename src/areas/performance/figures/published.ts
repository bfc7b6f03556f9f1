import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import {
  addDays,
  addMonths,
  financialYear,
  financialYearEnding,
  quarterOf,
  startOfDay,
} from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import { answeredOnce } from '../../../store/kept-once.ts'
import type { KeptAnswers } from '../../../store/kept-once.ts'
import { breakDown } from '../counting/breakdown.ts'
import type { Part } from '../counting/breakdown.ts'
import { nothing, take } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { sideBySide } from './read.ts'
import { readAt } from './series.ts'
import type { Point } from './series.ts'
import { decidedWith, isKnownBySum, withheldIn, withheldInOrder } from './withheld.ts'

/** How long after a quarter has ended its figures are published, by what was known then; they stand as published. */
const daysToPublication = 42

/** When a quarter's figures are published: the start of this day. */
const publicationOf = ({ to }: Period): Instant => startOfDay(addDays(to, daysToPublication))

/** So many quarters whose figures have been published by a day, the latest last. */
export const publishedQuarters = (today: CivilDate, howMany: number): readonly Period[] => {
  let { from } = quarterOf(addDays(today, -daysToPublication))
  if (addDays(quarterOf(from).to, daysToPublication) > today) from = addMonths(from, -3)
  return Array.from({ length: howMany }, (_, index) => {
    const { from: first, to } = quarterOf(addMonths(from, 3 * (index - howMany + 1)))
    return { from: first, to }
  })
}

/** The same, those before them of the first one's financial year put in front. */
const withWholeYear = (quarters: readonly Period[]): readonly Period[] => {
  const [first] = quarters
  if (first === undefined) return []
  const before: Period[] = []
  for (let { from } = financialYear(financialYearEnding(first.to)); from < first.from; from = addMonths(from, 3))
    before.push({ from, to: addDays(addMonths(from, 3), -1) })
  return [...before, ...quarters]
}

/** A published number; `withheld` where it is of so few that somebody could be known by it. */
export type PublishedValue =
  | { readonly withheld: false; readonly value: number | null }
  | { readonly withheld: true; readonly value: null }

const shown = (value: number | null): PublishedValue => ({ withheld: false, value })
const withheld: PublishedValue = { withheld: true, value: null }

type Of<Answer> = (measure: Measure) => Answer

/** Whether the quarters of a year are its parts: what happened in them, but no state of a day, no mean and no highest. */
const addsUp = ({ over, taken }: Measure): boolean => over === 'flow' && taken !== 'mean' && taken !== 'highest'

/**
 * Which quarters of a run are withheld; what adds up over a year, as they are published, so that none is found from that
 * year's total: the run is to begin with a year. And the years, by the one in which each ends, whose total would tell one.
 */
export const withheldInRun = (
  measure: Measure,
  runOf: Of<readonly Point[]>,
): { readonly quarters: ReadonlySet<number>; readonly years: ReadonlySet<number> } => {
  const years = new Set<number>()
  const quarters = new Set<number>()
  for (const [ending, of] of Map.groupBy(runOf(measure).entries(), ([, { when }]) => financialYearEnding(when.to))) {
    const places = [...of].map(([place]) => place)
    const rowsOf = (each: Measure) => places.map(place => runOf(each)[place]?.tally ?? nothing)
    const hidden = addsUp(measure)
      ? withheldInOrder(measure, rowsOf)
      : { quarters: withheldIn(measure, rowsOf, false), total: false }
    if (hidden.total) years.add(ending)
    for (const row of hidden.quarters) quarters.add(places[row] ?? -1)
  }
  return { quarters, years }
}

/** What is read of each of those measures that decide together what is withheld of one. */
const readTogether = async <Answer>(measure: Measure, read: Of<Promise<Answer>>): Promise<Of<Answer>> => {
  const together = decidedWith(measure)
  const answers = await sideBySide(2, together, read)
  return of => {
    const answer = answers[together.indexOf(of)]
    if (answer === undefined) throw new Error(`${of.id} is not read with ${measure.id}, which it decides with.`)
    return answer
  }
}

type Kept = { readonly council: string; readonly answers: KeptAnswers }

const kept = new WeakMap<Kysely<Tables>, Kept>()

/**
 * What was counted as it was known when a quarter was published: what is recorded since does not change it, and only another
 * council in the place of this one makes it another.
 */
const answersOf = async (database: Kysely<Tables>): Promise<KeptAnswers> => {
  const { rows } = await sql<{ council: string }>`select xmin::text as council from council`.execute(database)
  const council = rows[0]?.council ?? ''
  const known = kept.get(database)
  if (known?.council === council) return known.answers
  const answers: KeptAnswers = new Map()
  kept.set(database, { council, answers })
  return answers
}

/** A measure in each quarter by what was known when that was published. */
const runAsPublished = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly Point[]> => {
  const answers = await answersOf(database)
  const points: Point[] = []
  for (const quarter of quarters)
    points.push(
      ...(await answeredOnce(answers, `${measure.id} ${quarter.from}`, () =>
        readAt(database, measure, [quarter], publicationOf(quarter)),
      )),
    )
  return points
}

export type PublishedPoint = { readonly when: Period; readonly value: PublishedValue }

/**
 * The published past of a measure, each quarter by what was known when it was published. What is withheld of a year is
 * decided with all its quarters: a later reader, to whom the first is not shown any more, is told of the others what the
 * earlier one was.
 */
export const publishedSeries = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly PublishedPoint[]> => {
  const run = addsUp(measure) ? withWholeYear(quarters) : quarters
  const runOf = await readTogether(measure, of => runAsPublished(database, of, run))
  const hidden = withheldInRun(measure, runOf).quarters
  return runOf(measure)
    .map(({ when, reading }, place) => ({ when, value: hidden.has(place) ? withheld : shown(reading.value) }))
    .slice(run.length - quarters.length)
}

/** Of the financial years, by those in which they end, those in which the measure's total would tell what is withheld of a quarter. */
export const yearsWithheld = async (
  database: Kysely<Tables>,
  measure: Measure,
  years: readonly number[],
): Promise<ReadonlySet<number>> => {
  if (!addsUp(measure)) return new Set()
  const run = years.flatMap(year =>
    [0, 3, 6, 9].map(later => {
      const { from, to } = quarterOf(addMonths(financialYear(year).from, later))
      return { from, to }
    }),
  )
  return withheldInRun(measure, await readTogether(measure, of => runAsPublished(database, of, run))).years
}

export type PublishedPart = { readonly name: string; readonly value: PublishedValue }

/** What stands for a breakdown of which no part can be shown, not even which parts there are. */
const noPart: readonly PublishedPart[] = [{ name: 'Every part', value: withheld }]

/**
 * The parts of a published whole, with a row wherever it or what it is part of has one, so that none is known by not being
 * there. Where the parts would tell the whole that is withheld, or the whole that is shown would tell its parts whatever is
 * withheld of them, there is no breakdown.
 */
export const publishParts = (
  measure: Measure,
  partsOf: Of<readonly Part[]>,
  whole: PublishedValue,
): readonly PublishedPart[] => {
  const names = new Map(decidedWith(measure).flatMap(of => partsOf(of).map(({ key, name }) => [key, name] as const)))
  const keys = [...names.keys()].sort((one, other) => Number(one === null) - Number(other === null))
  const rowsOf = (of: Measure) => keys.map(key => partsOf(of).find(part => part.key === key)?.tally ?? nothing)
  const hidden = withheldIn(measure, rowsOf, true)
  const isGivenAway = whole.withheld ? hidden.size === 0 : decidedWith(measure).some(of => isKnownBySum(of, rowsOf))
  if (keys.length > 0 && isGivenAway) return noPart
  return keys.map((key, row) => ({
    name: names.get(key) ?? '',
    value: hidden.has(row)
      ? withheld
      : shown(take(measure.taken === 'rate' ? 'count' : measure.taken, rowsOf(measure)[row] ?? nothing).value),
  }))
}

/** The fixed breakdowns of a published quarter, whose whole is published so: by service, and by quadrant. */
export const publishedBreakdowns = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarter: Period,
  whole: PublishedValue,
): Promise<{ readonly services: readonly PublishedPart[]; readonly quadrants: readonly PublishedPart[] }> => {
  const answers = await answersOf(database)
  const breakdownOf = await readTogether(measure, of =>
    answeredOnce(answers, `${of.id} ${quarter.from} by place`, () =>
      breakDown(database, of, quarter, publicationOf(quarter)),
    ),
  )
  return {
    services: publishParts(measure, of => breakdownOf(of).services, whole),
    quadrants: publishParts(measure, of => breakdownOf(of).quadrants, whole),
  }
}
