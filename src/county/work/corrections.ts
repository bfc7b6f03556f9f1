import { dateOf, dayNumber, endOfMonth } from '../../calendar/index.ts'
import type { StepName } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import { workingDayFrom } from './act.ts'
import type { EntryVersion } from './entry.ts'
import type { Minute } from './moments.ts'

/** The answers that hold the date of an entry that is now and then typed wrongly, and whether figures hang on it. */
const dated: Readonly<Partial<Record<StepName, { readonly field: string; readonly moves: boolean }>>> = {
  initialConference: { field: 'heldOn', moves: true },
  reviewConference: { field: 'heldOn', moves: true },
  becomingLookedAfter: { field: 'startedOn', moves: true },
  ceasingToBeLookedAfter: { field: 'ceasedOn', moves: true },
  childAndFamilyAssessment: { field: 'completedOn', moves: true },
  childProtectionVisit: { field: 'visitedOn', moves: false },
  childInNeedVisit: { field: 'visitedOn', moves: false },
  lookedAfterVisit: { field: 'visitedOn', moves: false },
}

const reworded: Readonly<Partial<Record<StepName, string>>> = {
  contact: 'rationale',
  coreGroup: 'actions',
  lookedAfterReview: 'recommendations',
  strategyDiscussion: 'decision',
}

type Limits = { readonly limit: Minute; readonly nextEntry: () => number }

const later = (stream: Stream, from: Minute): Minute =>
  workingDayFrom(Math.floor(from / 1440) + stream.whole(2, 18)) * 1440 + stream.whole(540, 1040)

/** First the version that was believed, then the one that stands. */
const pair = (
  stream: Stream,
  entry: EntryVersion,
  { limit, nextEntry }: Limits,
  first: Partial<EntryVersion>,
  second: Partial<EntryVersion>,
): readonly EntryVersion[] | undefined => {
  const recorded = first.recorded ?? entry.recorded
  const corrected = later(stream, recorded)
  if (corrected >= limit) return undefined
  return [
    { ...entry, ...first, superseded: corrected },
    { ...entry, id: nextEntry(), version: 2, recorded: corrected, ...second },
  ]
}

const wrongDate = (stream: Stream, entry: EntryVersion, limits: Limits, field: string) => {
  const wrong = dayNumber(entry.completedOn) + stream.whole(1, 3)
  const typed = dateOf(wrong)
  const first = {
    answers: { ...entry.answers, [field]: typed },
    happenedOn: typed,
    completedOn: typed,
    recorded: Math.max(entry.recorded, wrong * 1440 + stream.whole(600, 1040)),
  }
  return pair(stream, entry, limits, first, { reason: 'The date was typed wrongly.' })
}

/**
 * Now and then an entry is corrected: a date that was typed wrongly (more often near the end of a month, where it moves a
 * figure), words that were missing, a note about another child that is withdrawn. Undefined where it stands as recorded.
 */
export const changeOfMind = (
  stream: Stream,
  entry: EntryVersion,
  limits: Limits,
): readonly EntryVersion[] | undefined => {
  const { step, answers } = entry
  const date = dated[step]
  if (date !== undefined) {
    const nearMonthEnd = dayNumber(endOfMonth(entry.completedOn)) - dayNumber(entry.completedOn) < 3
    return stream.happens(date.moves && nearMonthEnd ? 0.05 : 0.004)
      ? wrongDate(stream, entry, limits, date.field)
      : undefined
  }
  if (step === 'caseNote')
    return stream.happens(0.002)
      ? pair(stream, entry, limits, {}, { withdrawn: true, reason: 'Recorded about another child.' })
      : undefined
  const field = reworded[step]
  if (field === undefined || !stream.happens(0.004)) return undefined
  const without = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== field))
  return pair(stream, entry, limits, { answers: without }, { reason: 'Words were missing.' })
}
