import { dateOf, dayNumber, endOfMonth } from '../../calendar/index.ts'
import type { StepName } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import type { ToldVersion } from '../load/index.ts'
import { workingDayFrom } from './act.ts'
import { instantAt } from './moments.ts'
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
  coreGroup: 'present',
  lookedAfterReview: 'recommendations',
  strategyDiscussion: 'decision',
}

type Recorded = { readonly step: StepName; readonly recorded: Minute; readonly version: ToldVersion }
type Limits = { readonly limit: Minute; readonly nextEntry: () => number }

/** An entry's two versions. */
export type Changed = {
  readonly versions: readonly [ToldVersion, ToldVersion]
  readonly firstRecorded: Minute
  /** Whether something else follows from the second version than from the first. */
  readonly movesDates: boolean
}

/** First the version that was believed, then the one that stands; or none, where there is no time left to correct it. */
const pair = (
  stream: Stream,
  { version }: Recorded,
  { limit, nextEntry }: Limits,
  first: Partial<ToldVersion> & { readonly at: Minute },
  second: Partial<ToldVersion>,
): Changed | undefined => {
  const { at, ...believed } = first
  const corrected = workingDayFrom(Math.floor(at / 1440) + stream.whole(2, 18)) * 1440 + stream.whole(540, 1040)
  if (corrected >= limit) return undefined
  return {
    firstRecorded: at,
    movesDates: believed.completedOn !== undefined,
    versions: [
      { ...version, ...believed, recordedAt: instantAt(at) },
      { ...version, id: nextEntry(), recordedAt: instantAt(corrected), ...second },
    ],
  }
}

const wrongDate = (stream: Stream, entry: Recorded, limits: Limits, field: string): Changed | undefined => {
  const { version, recorded } = entry
  const wrong = dayNumber(version.completedOn) + stream.whole(1, 3)
  const typed = dateOf(wrong)
  const first = {
    answers: { ...version.answers, [field]: typed },
    happenedOn: typed,
    completedOn: typed,
    at: Math.max(recorded, wrong * 1440 + stream.whole(600, 1040)),
  }
  return pair(stream, entry, limits, first, { correctionReason: 'The date was typed wrongly.' })
}

/**
 * Now and then an entry is corrected: a date that was typed wrongly (more often near the end of a month, where it moves a
 * figure), words that were missing, a note about another child that is withdrawn. Undefined where it stands as recorded.
 */
export const changeOfMind = (stream: Stream, entry: Recorded, limits: Limits): Changed | undefined => {
  const { step, recorded, version } = entry
  const date = dated[step]
  if (date !== undefined) {
    const { completedOn } = version
    const isNearMonthEnd = date.moves && Number(endOfMonth(completedOn).slice(8)) - Number(completedOn.slice(8)) < 3
    return stream.happens(isNearMonthEnd ? 0.05 : 0.0015) ? wrongDate(stream, entry, limits, date.field) : undefined
  }
  if (step === 'caseNote')
    return stream.happens(0.002)
      ? pair(
          stream,
          entry,
          limits,
          { at: recorded },
          { withdrawn: true, correctionReason: 'Recorded about another child.' },
        )
      : undefined
  const field = reworded[step]
  if (field === undefined || !stream.happens(0.004)) return undefined
  const without = Object.fromEntries(Object.entries(version.answers).filter(([name]) => name !== field))
  return pair(stream, entry, limits, { answers: without, at: recorded }, { correctionReason: 'Words were missing.' })
}
