import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { on } from './act.ts'
import { homeAndWork, meansOn } from './leaving-care-acts.ts'

type Facts = { readonly outcome: string; readonly facts: Readonly<Record<string, unknown>> }

const participation = (stream: Stream, years: number) =>
  years < 4 ? 'PN0' : chooseWeighted(stream, { PN1: 52, PN2: 6, PN3: 6, PN4: 4, PN5: 6, PN6: 20, PN7: 6 })

const keepingInTouch = (stream: Stream, { day, bornOn, seed, child }: Recurs): Facts => {
  const means = meansOn(stream, day)
  if (stream.happens(0.07))
    return {
      outcome: 'notInTouch',
      facts: { contactOn: on(day), inTouch: stream.happens(0.75) ? 'NO' : 'REFU', means },
    }
  return {
    outcome: 'inTouch',
    facts: { contactOn: on(day), inTouch: 'YES', means, ...homeAndWork(seed, child, day, bornOn) },
  }
}

/** What is known of the work that recurs: when and how it is done, and of whom. */
type Recurs = {
  readonly day: DayNumber
  /** How often it was done before in the same period. */
  readonly nth: number
  readonly mode: string
  readonly bornOn: DayNumber
  readonly seed: number
  readonly child: number
}

/** The outcome and the settled answers of work that recurs. */
export const recurringFacts = (stream: Stream, step: string, recurs: Recurs): Facts => {
  const { day, nth, mode, bornOn } = recurs
  switch (step) {
    case 'lookedAfterVisit':
    case 'childProtectionVisit':
    case 'childInNeedVisit':
      return { outcome: 'seen', facts: { visitedOn: on(day), mode } }
    case 'coreGroup':
      return { outcome: 'held', facts: { heldOn: on(day) } }
    case 'lookedAfterReview':
      return {
        outcome: 'continues',
        facts: { heldOn: on(day), participation: participation(stream, (day - bornOn) / 365.25) },
      }
    case 'healthAssessment':
      return stream.happens(bornOn < day - 14 * 365 ? 0.06 : 0)
        ? { outcome: 'refused', facts: { assessedOn: on(day) } }
        : {
            outcome: 'completed',
            facts: { assessedOn: on(day), by: nth === 0 || stream.happens(0.25) ? 'medicalPractitioner' : 'nurse' },
          }
    case 'carePlan':
    case 'personalEducationPlan':
    case 'pathwayPlan':
      return { outcome: 'agreed', facts: { agreedOn: on(day) } }
    case 'keepingInTouch':
      return keepingInTouch(stream, recurs)
    default:
      return { outcome: 'continues', facts: { heldOn: on(day) } }
  }
}
