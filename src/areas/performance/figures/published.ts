import type { Kysely } from 'kysely'
import { addDays, addMonths, financialYearEnding, quarterOf, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import { remembered } from '../../../store/remember.ts'
import type { Tables } from '../../../store/index.ts'
import { breakDown } from '../counting/breakdown.ts'
import type { Breakdown, Part } from '../counting/breakdown.ts'
import { nothing, take } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { sideBySide } from './read.ts'
import { readAt } from './series.ts'
import type { Point } from './series.ts'
import { decidedWith, withheldIn } from './withheld.ts'

/** How long after a quarter has ended its figures are published, by what was known then; they stand as published. */
export const daysToPublication = 42

/** When a quarter's figures are published: the start of this day. */
export const publicationOf = ({ to }: Period): Instant => startOfDay(addDays(to, daysToPublication))

/** So many quarters whose figures have been published by a day, the latest last. */
export const publishedQuarters = (today: CivilDate, howMany: number): readonly Period[] => {
  let { from } = quarterOf(addDays(today, -daysToPublication))
  if (addDays(quarterOf(from).to, daysToPublication) > today) from = addMonths(from, -3)
  return Array.from({ length: howMany }, (_, index) => {
    const { from: first, to } = quarterOf(addMonths(from, 3 * (index - howMany + 1)))
    return { from: first, to }
  })
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

/** Which quarters of a run are withheld; what adds up over a year, so that none is found from that year's total. */
export const withheldInRun = (measure: Measure, runOf: Of<readonly Point[]>): ReadonlySet<number> => {
  const years = Map.groupBy(runOf(measure).entries(), ([, { when }]) => financialYearEnding(when.to))
  const places = [...years.values()].map(year => [...year].map(([place]) => place))
  return new Set(
    places.flatMap(year => {
      const rowsOf = (of: Measure) => year.map(place => runOf(of)[place]?.tally ?? nothing)
      return [...withheldIn(measure, rowsOf, addsUp(measure))].flatMap(row => year[row] ?? [])
    }),
  )
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

/** A measure in each quarter by what was known when that was published, kept until anything more is recorded. */
const runAsPublished = (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly Point[]> =>
  remembered(database, `published ${measure.id} ${quarters[0]?.from ?? ''} ${quarters.at(-1)?.to ?? ''}`, async () => {
    const points: Point[] = []
    for (const quarter of quarters) points.push(...(await readAt(database, measure, [quarter], publicationOf(quarter))))
    return points
  })

export type PublishedPoint = { readonly when: Period; readonly value: PublishedValue }

/** The published past of a measure, each quarter by what was known when it was published. */
export const publishedSeries = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<readonly PublishedPoint[]> => {
  const runOf = await readTogether(measure, of => runAsPublished(database, of, quarters))
  const hidden = withheldInRun(measure, runOf)
  return runOf(measure).map(({ when, reading }, place) => ({
    when,
    value: hidden.has(place) ? withheld : shown(reading.value),
  }))
}

export type PublishedPart = { readonly name: string; readonly value: PublishedValue }

/** A breakdown with a row wherever it or what it is part of has one, so that none is known by not being there. */
export const publishParts = (
  measure: Measure,
  partsOf: Of<readonly Part[]>,
  isHeadlineWithheld: boolean,
): readonly PublishedPart[] => {
  const together = decidedWith(measure)
  const names = new Map(together.flatMap(of => partsOf(of).map(({ key, name }) => [key, name] as const)))
  const keys = [...names.keys()].sort((one, other) => Number(one === null) - Number(other === null))
  const rowsOf = (of: Measure) => keys.map(key => partsOf(of).find(part => part.key === key)?.tally ?? nothing)
  const hidden = withheldIn(measure, rowsOf, true)
  // What adds up to a number that is withheld would give it away.
  const isHidden = (row: number) =>
    hidden.has(row) || (isHeadlineWithheld && together.some(of => (rowsOf(of)[row]?.rows ?? 0) > 0))
  return keys.map((key, row) => ({
    name: names.get(key) ?? '',
    value: isHidden(row)
      ? withheld
      : shown(take(measure.taken === 'rate' ? 'count' : measure.taken, rowsOf(measure)[row] ?? nothing).value),
  }))
}

const partsAsPublished = (database: Kysely<Tables>, measure: Measure, quarter: Period): Promise<Breakdown> =>
  remembered(database, `published parts ${measure.id} ${quarter.to}`, () =>
    breakDown(database, measure, quarter, publicationOf(quarter)),
  )

/** The fixed breakdowns of the last of the published quarters: by service, and by quadrant. */
export const publishedBreakdowns = async (
  database: Kysely<Tables>,
  measure: Measure,
  quarters: readonly Period[],
): Promise<{ readonly services: readonly PublishedPart[]; readonly quadrants: readonly PublishedPart[] }> => {
  const quarter = quarters.at(-1)
  if (quarter === undefined) return { services: [], quadrants: [] }
  const headline = (await publishedSeries(database, measure, quarters)).at(-1)?.value.withheld === true
  const breakdownOf = await readTogether(measure, of => partsAsPublished(database, of, quarter))
  return {
    services: publishParts(measure, of => breakdownOf(of).services, headline),
    quadrants: publishParts(measure, of => breakdownOf(of).quadrants, headline),
  }
}
