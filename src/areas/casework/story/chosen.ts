import type { StoryAsked } from './asked.ts'
import type { StoryEvent } from './story.ts'

/** The events that are chosen for a chronology while the story is read page by page. */
export type Chosen = {
  readonly all: ReadonlySet<number>
  /** Those that stand on other pages or do not fit what is asked: the form carries them along. */
  readonly elsewhere: string
  readonly count: number
  /** Those that were not recorded yet on the day whose knowledge is shown, or are withdrawn. */
  readonly notKnown: number
}

/** Numbers of entries as one input carries them. */
export const carried = (numbers: Iterable<number>): string => [...numbers].join('.')

/** What is chosen, of the entries that this child has; every event that fits too, or none, where that was asked. */
export const chosenOf = (
  { chosen, choose }: Pick<StoryAsked, 'chosen' | 'choose'>,
  {
    known,
    others,
    fitting,
    onPage,
  }: {
    /** The entries that the page goes by, and those known now. */
    readonly known: ReadonlySet<number>
    readonly others: ReadonlySet<number>
    readonly fitting: readonly StoryEvent[]
    readonly onPage: readonly StoryEvent[]
  },
): Chosen => {
  const of = choose === 'none' ? [] : [...chosen].filter(entry => known.has(entry) || others.has(entry))
  const all = new Set([...of, ...(choose === 'all' ? fitting.map(({ entry }) => entry) : [])])
  const here = new Set(onPage.map(({ entry }) => entry))
  const notKnown = [...all].filter(entry => !known.has(entry)).length
  return {
    all,
    elsewhere: carried([...all].filter(entry => !here.has(entry))),
    count: all.size - notKnown,
    notKnown,
  }
}
