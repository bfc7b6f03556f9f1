import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { on } from './act.ts'

type Facts = { readonly outcome: string; readonly facts: Readonly<Record<string, unknown>> }

const activities = { F1: 8, F2: 26, P2: 4, F4: 8, F5: 24, P5: 4, G4: 8, G5: 13, G6: 5 } as const
const homes = { U: 34, D: 20, B: 14, Z: 14, E: 7, K: 3, X: 3, S: 1, Y: 2, V: 2 } as const
const unsuitable: readonly string[] = ['S', 'V', 'X', 'W']

const participation = (stream: Stream, years: number) =>
  years < 4 ? 'PN0' : chooseWeighted(stream, { PN1: 52, PN2: 6, PN3: 6, PN4: 4, PN5: 6, PN6: 20, PN7: 6 })

const keepingInTouch = (stream: Stream, day: DayNumber): Facts => {
  if (stream.happens(0.07))
    return { outcome: 'notInTouch', facts: { contactOn: on(day), inTouch: stream.happens(0.75) ? 'NO' : 'REFU' } }
  const accommodation = chooseWeighted(stream, homes)
  return {
    outcome: 'inTouch',
    facts: {
      contactOn: on(day),
      inTouch: 'YES',
      accommodation,
      suitable: !unsuitable.includes(accommodation) && stream.happens(0.95),
      activity: chooseWeighted(stream, activities),
    },
  }
}

/** The outcome and the settled answers of work that recurs. */
export const recurringFacts = (
  stream: Stream,
  step: string,
  { day, mode, bornOn }: { readonly day: DayNumber; readonly mode: string; readonly bornOn: DayNumber },
): Facts => {
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
            facts: { assessedOn: on(day), by: stream.happens(0.45) ? 'medicalPractitioner' : 'nurse' },
          }
    case 'carePlan':
    case 'personalEducationPlan':
    case 'pathwayPlan':
      return { outcome: 'agreed', facts: { agreedOn: on(day) } }
    case 'keepingInTouch':
      return keepingInTouch(stream, day)
    default:
      return { outcome: 'continues', facts: { heldOn: on(day) } }
  }
}
