import type { JourneyEvent, SimulatedFamily } from './events.ts'
import type { CountyState } from './state.ts'
import { writeContacts } from './contacts.ts'
import { writeStepDowns } from './early-help.ts'
import { beginsOn, writeOutcomes } from './outcomes.ts'

/** What comes first where several things begin on one day. */
const order: readonly JourneyEvent['kind'][] = [
  'contact',
  'referral',
  'inNeed',
  'assessment',
  'enquiry',
  'conference',
  'protectionPlan',
  'care',
  'careLeaver',
  'childInNeedPlan',
  'earlyHelp',
]
const rank = new Map(order.map((kind, index) => [kind, index]))

const inOrder = (a: JourneyEvent, b: JourneyEvent): number =>
  beginsOn(a) - beginsOn(b) || (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || a.id - b.id

/** Writes what follows from the journeys once they are whole, and gives them in their lasting form. */
export const finish = (state: CountyState): readonly SimulatedFamily[] => {
  writeOutcomes(state)
  writeStepDowns(state)
  writeContacts(state)
  return state.families.map(({ id, district, children }) => ({
    id,
    district,
    children: children.map(({ id: child, sex, bornOn, expectedOn, isUasc, events }) => ({
      id: child,
      family: id,
      sex,
      bornOn,
      expectedOn,
      isUasc,
      events: events.sort(inOrder),
    })),
  }))
}
