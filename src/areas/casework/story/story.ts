import type { CivilDate } from '../../../calendar/index.ts'
import { families } from '../../../journey/step.ts'
import type { Family } from '../../../journey/step.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'

/** One event of a child's story: a sentence, when, by whom, and what kind of work it was. */
export type StoryEvent = {
  readonly entry: number
  readonly on: CivilDate
  readonly family: Family | undefined
  readonly kind: string
  readonly title: string
  readonly sentence: string
  readonly by: string
  /** The manager who authorised it. */
  readonly authorisedBy?: string
  readonly source: string
  readonly significant: boolean
  readonly corrected: boolean
}

/** What a reader asked the story for. */
export type StoryFilters = {
  readonly family?: Family
  readonly by?: string
  /** In which team it was recorded, or from which other system it came: a key of `cameFrom`. */
  readonly from?: string
  readonly words?: string
  readonly significantOnly: boolean
  readonly oldestFirst: boolean
}

/** The sentence that an entry tells. An entry of a step no longer declared tells its name. */
export const sentenceOf = ({ pathway }: Rules, entry: Pick<Entry, 'step' | 'answers' | 'outcome'>): string => {
  const step = pathway.steps[entry.step]
  return step === undefined ? entry.step : step.tells(entry.answers, entry.outcome)
}

/** The manager who authorised an entry, where that is another than its author; a correction was not authorised with it. */
const authoriserOf = ({ authorised, author, version }: Entry): Pick<StoryEvent, 'authorisedBy'> => {
  if (authorised == null) return {}
  if (authorised.version < version) return { authorisedBy: `${authorised.by} before it was corrected` }
  // By number: two people may have one name.
  return authorised.worker === author ? {} : { authorisedBy: authorised.by }
}

/** An entry as an event of the story. */
export const eventOf = (rules: Rules, entry: Entry): StoryEvent => {
  const step = rules.pathway.steps[entry.step]
  return {
    entry: entry.entry,
    on: entry.happenedOn,
    family: step?.family,
    kind: step === undefined ? '' : families[step.family],
    title: step?.title ?? entry.step,
    sentence: sentenceOf(rules, entry),
    by: entry.authorName,
    ...authoriserOf(entry),
    source: entry.source,
    significant: step?.significant !== false,
    corrected: entry.version > 1,
  }
}

/** Who wrote it, and the manager who authorised it where that is another. */
export const writtenAndAuthorised = ({ by, authorisedBy }: Pick<StoryEvent, 'by' | 'authorisedBy'>): string =>
  authorisedBy === undefined ? by : `${by}, authorised by ${authorisedBy}`

/** Systems that record in this one; what came from any other says from which. */
const ours: readonly string[] = ['righthelp', 'simulated']

/** Where an entry was recorded: in a team, or in another system; empty where neither is said. */
export const cameFrom = ({ team, source }: Pick<Entry, 'team' | 'source'>): string =>
  !ours.includes(source) ? `system:${source}` : team === null ? '' : `team:${team}`

const everyText = (value: unknown): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.map(everyText).join(' ') : ''

/** All the words of an entry, for finding: its sentence, its answers and the child's own paragraph. */
const wordsOf = (event: StoryEvent, entry: Entry): string =>
  [event.title, event.sentence, entry.paragraph ?? '', ...Object.values(entry.answers).map(everyText)].join('\n')

const fold = (text: string) => text.toLocaleLowerCase('en-GB').normalize('NFKD').replaceAll(/\p{M}/gu, '')

/** The events that a reader asked for, newest first unless asked otherwise. Entries come newest first. */
export const storyOf = (rules: Rules, entries: readonly Entry[], filters: StoryFilters): readonly StoryEvent[] => {
  const wanted = fold(filters.words ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const found = entries.flatMap(entry => {
    const event = eventOf(rules, entry)
    if (filters.significantOnly && !event.significant) return []
    if (filters.family !== undefined && event.family !== filters.family) return []
    if (filters.by !== undefined && event.by !== filters.by) return []
    if (filters.from !== undefined && cameFrom(entry) !== filters.from) return []
    if (wanted.length === 0) return [event]
    const words = fold(wordsOf(event, entry))
    return wanted.every(word => words.includes(word)) ? [event] : []
  })
  return filters.oldestFirst ? found.reverse() : found
}

/** The kinds of work that there are among the entries, in the journey's order, with how many. */
export const kindsIn = (
  rules: Rules,
  entries: readonly Entry[],
): readonly { readonly family: Family; readonly title: string; readonly count: number }[] =>
  (Object.keys(families) as Family[])
    .map(family => ({
      family,
      title: families[family],
      count: entries.filter(entry => rules.pathway.steps[entry.step]?.family === family).length,
    }))
    .filter(({ count }) => count > 0)

/** Events by year, in the order they came. */
export const byYear = <Event extends StoryEvent>(
  events: readonly Event[],
): readonly { readonly year: string; readonly events: readonly Event[] }[] => {
  const years: { year: string; events: Event[] }[] = []
  for (const event of events) {
    const year = event.on.slice(0, 4)
    const last = years.at(-1)
    if (last?.year === year) last.events.push(event)
    else years.push({ year, events: [event] })
  }
  return years
}
