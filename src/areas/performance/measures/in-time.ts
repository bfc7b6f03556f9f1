import { sql } from 'kysely'
import { england } from '../../../journey/index.ts'
import { clockLines, rhythmLines, rhythmsOf } from '../../../journey/handbook/clocks-in-words.ts'
import type { AnyStep, Rhythm, Span } from '../../../journey/index.ts'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { dutiesDue } from '../rows/duties.ts'
import type { Time } from '../rows/duties.ts'
import { flowRows } from '../rows/row.ts'

/** What fell due, once for each child, and whether it was done by then. */
export const doneInTime =
  (rule: string, time?: Time): Measure['rows'] =>
  asked =>
    flowRows(asked, {
      day: sql`d.day`,
      child: sql`d.child`,
      identity: sql`d.identity`,
      entry: sql`d.entry`,
      counted: sql`d.in_time`,
      category: sql`d.time`,
      of: sql`${dutiesDue(rule, asked, time)} d`,
    })

const rhythms = new Map(
  Object.entries(england.episodes).flatMap(([kind, episode]) =>
    rhythmsOf(kind, episode).map(({ rule, rhythm }) => [rule, rhythm] as const),
  ),
)

const steps = new Map<string, AnyStep>(Object.entries(england.steps))

/** How much of a clock is common practice, of which the council's own timescale takes the place, sooner or later. */
type Practice = 'none' | 'some' | 'all'

const practiceIn = (spans: readonly Span[]): Practice =>
  spans.every(span => span.local === true) ? 'all' : spans.some(span => span.local === true) ? 'some' : 'none'

const practiceOf = (rhythm: Rhythm | undefined, step: AnyStep): Practice => {
  const gaps = rhythm?.gaps.at(-1)
  if (gaps === undefined) return practiceIn((step.due ?? []).slice(-1).map(({ within }) => within))
  // What is reckoned anew each time says in its basis what of it is practice.
  if (typeof gaps.spans === 'function') return gaps.basis.includes('local practice') ? 'some' : 'none'
  return practiceIn(gaps.spans)
}

const byOwnTimescale: Readonly<Record<Practice, string>> = {
  none: 'or sooner where the council’s own timescale says',
  some: 'or sooner where the council’s own timescale says, which for what is common practice may also be later',
  all: 'or when the council’s own timescale says',
}

/** When the work is due otherwise than the law or common practice says. */
const otherwiseDue = (rhythm: Rhythm | undefined, step: AnyStep): string =>
  `${byOwnTimescale[practiceOf(rhythm, step)]}${rhythm?.ownPlan === undefined ? '' : '; or sooner where the child’s own plan says'}`

/** What is declared of a clock: when the work is due by its latest version, and the law or practice of the work itself. */
const clockOf = (rule: string): { readonly says: string; readonly otherwise: string; readonly basis: string } => {
  const rhythm = rhythms.get(rule)
  const step = steps.get(rhythm?.step ?? rule)
  const latest = (rhythm !== undefined ? rhythmLines(rhythm) : step === undefined ? [] : clockLines(england, step)).at(
    -1,
  )
  if (step === undefined || latest === undefined)
    throw new Error(`${rule} is no clock of any step or rhythm that is declared.`)
  return { says: latest.says, otherwise: otherwiseDue(rhythm, step), basis: step.basis }
}

type Clock = Pick<Measure, 'id' | 'group' | 'title' | 'thing'> & {
  /** The rhythm or the step whose clock it is: `lookedAfter.review`, `returnInterview`. */
  readonly rule: string
  /** What is due, and in which word it is done: `looked-after reviews`, `held`. */
  readonly work: string
  readonly done: string
  /** Whether the first time alone is meant, or every time but the first; both otherwise, apart as categories. */
  readonly time?: Time
  /** What is like it and not among it, in a sentence. */
  readonly apart?: string
}

/** Declares a measure of a clock, from the declaration of the clock: of what was due, the share that was done by its day. */
export const inTime = ({ rule, work, done, time, apart, ...named }: Clock): Measure => {
  const { says, otherwise, basis } = clockOf(rule)
  const rhythm = rhythms.get(rule)
  const counting = [...(rhythm?.counting ?? []), ...(apart === undefined ? [] : [apart])].map(each => ` ${each}`)
  return measure({
    ...named,
    definition: `Of the ${work} that were due in the period, once for each child, those that were ${done} by the day they were due: ${says}; ${otherwise}. What was no longer needed by that day is left out.${counting.join('')} The rule that was in force when the clock started judges, and this is the latest.`,
    source: basis,
    polarity: 'higher',
    unit: 'percent',
    over: 'flow',
    taken: 'share',
    ...(rhythm === undefined || time !== undefined
      ? {}
      : { categories: { title: 'Which', names: { first: 'The first', later: 'Later ones' } } }),
    rows: doneInTime(rule, time),
  })
}
