import type { JourneyEvent } from '../journeys/index.ts'
import type { Act, Making } from './act.ts'
import { careActs, careLeaverActs } from './care-acts.ts'
import { contactActs, earlyHelpActs, referralActs } from './front-door-acts.ts'
import { missingActs } from './missing-acts.ts'
import { assessmentActs, childInNeedPlanActs, needActs } from './need-acts.ts'
import { conferenceActs, enquiryActs, protectionPlanActs } from './protection-acts.ts'

const actsOfEvent = (making: Making, event: JourneyEvent): readonly Act[] => {
  switch (event.kind) {
    case 'contact':
      return contactActs(making, event)
    case 'earlyHelp':
      return earlyHelpActs(making, event)
    case 'referral':
      return referralActs(making, event)
    case 'inNeed':
      return needActs(making, event)
    case 'assessment':
      return assessmentActs(making, event)
    case 'childInNeedPlan':
      return childInNeedPlanActs(making, event)
    case 'enquiry':
      return enquiryActs(making, event)
    case 'conference':
      return conferenceActs(making, event)
    case 'protectionPlan':
      return protectionPlanActs(making, event)
    case 'care':
      return careActs(making, event)
    case 'careLeaver':
      return careLeaverActs(making, event)
  }
}

/** Every step of a child's story whose day is settled, in no order. Work that recurs is not among them. */
export const actsOf = (making: Making): readonly Act[] => [
  ...making.child.events.flatMap(event => actsOfEvent(making, event)),
  ...missingActs(making),
]
