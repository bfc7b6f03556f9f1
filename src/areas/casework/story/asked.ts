import { addDays, isCivilDate, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { families } from '../../../journey/step.ts'
import type { Family } from '../../../journey/step.ts'
import { textOf, textsOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import { wholeNumber } from '../../../web/path.ts'
import { pageAsked } from '../words/paging.ts'
import type { StoryFilters } from './story.ts'

/** What a reader asked of the story, as it was sent, and as it is understood. */
export type StoryAsked = {
  readonly filters: StoryFilters
  readonly page: number
  /** The events that were chosen for a chronology so far, on this page and on others. */
  readonly chosen: ReadonlySet<number>
  /** Whether every event that fits is chosen too, or none any more. */
  readonly choose: 'all' | 'none' | undefined
  /** The end of this day is the instant whose knowledge counts. */
  readonly knownOn: CivilDate | undefined
  readonly asKnown: Instant | undefined
  readonly problem: string | undefined
  readonly typedDate: { readonly day: string; readonly month: string; readonly year: string }
}

const isFamily = (text: string): text is Family => Object.hasOwn(families, text)

const dateOf = (sent: Sent): StoryAsked['typedDate'] => ({
  day: textOf(sent['known-day']),
  month: textOf(sent['known-month']),
  year: textOf(sent['known-year']),
})

const knownOnOf = (
  { day, month, year }: StoryAsked['typedDate'],
  today: CivilDate,
): { readonly on?: CivilDate; readonly problem?: string } => {
  if (day === '' && month === '' && year === '') return {}
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isCivilDate(text)) return { problem: 'The date as known must be a real date, like 27 3 2020' }
  if (text < '1900-01-01' || text > '2100-12-31')
    return { problem: 'The date as known must have a year between 1900 and 2100' }
  if (text > today) return { problem: 'The date as known must be today or in the past' }
  return { on: text }
}

/** A chronology of more than that would be read by nobody, and no form carries it. */
const mostChosen = 3000

const chosenIn = (sent: Sent): ReadonlySet<number> =>
  new Set(
    [...textOf(sent.chosen).split('.'), ...textsOf(sent.entry)]
      .flatMap(text => wholeNumber.read(text) ?? [])
      .slice(0, mostChosen),
  )

/** Reads what a form or an address asked of the story. Words and names come only by form, never in an address. */
export const storyAsked = (sent: Sent, today: CivilDate): StoryAsked => {
  const family = textOf(sent.family)
  const by = textOf(sent.by).slice(0, 200)
  const words = textOf(sent.words).slice(0, 200)
  const from = textOf(sent.from).slice(0, 200)
  const choose = textOf(sent.choose)
  const typedDate = dateOf(sent)
  const { on, problem } = knownOnOf(typedDate, today)
  return {
    filters: {
      ...(isFamily(family) ? { family } : {}),
      ...(by === '' ? {} : { by }),
      ...(from === '' ? {} : { from }),
      ...(words === '' ? {} : { words }),
      significantOnly: textOf(sent.significant) === 'yes',
      oldestFirst: textOf(sent.order) === 'oldest',
    },
    page: pageAsked(textOf(sent.page)),
    chosen: chosenIn(sent),
    choose: choose === 'all' || choose === 'none' ? choose : undefined,
    knownOn: on,
    asKnown: on === undefined ? undefined : startOfDay(addDays(on, 1)),
    problem,
    typedDate,
  }
}
