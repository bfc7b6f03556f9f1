import type { JourneyEvent } from '../journeys/index.ts'
import { runsIntoRecords } from './act.ts'
import type { Act, Making } from './act.ts'
import { careActs } from './care-acts.ts'
import { escalationActs } from './escalation-acts.ts'
import { contactActs, earlyHelpActs, referralActs } from './front-door-acts.ts'
import { careLeaverActs, eligibleActs } from './leaving-care-acts.ts'
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

const firstTold = (making: Making): number => making.recordsFrom - 366

/** Of the time before, figures look back on referrals of one year, and on plans and care however long ago. */
const isTold = (making: Making, event: JourneyEvent): boolean => {
  const { events } = making.child
  switch (event.kind) {
    case 'referral':
      return (
        event.receivedOn >= firstTold(making) ||
        events.some(each => each.kind === 'inNeed' && each.referral === event.id && isTold(making, each))
      )
    case 'inNeed':
      return (
        event.endedOn === null ||
        event.endedOn >= firstTold(making) ||
        events.some(
          each =>
            each.kind === 'protectionPlan' &&
            each.startedOn >= event.startedOn &&
            each.startedOn <= (event.endedOn ?? 0),
        )
      )
    case 'assessment':
      // One that was completed before the records begin matters only where its case went on into them.
      return events.some(
        each =>
          each.kind === 'inNeed' &&
          each.referral === event.referral &&
          (each.endedOn === null || each.endedOn >= making.recordsFrom),
      )
    case 'childInNeedPlan':
    case 'earlyHelp':
      return runsIntoRecords(making, event)
    case 'contact':
    case 'enquiry':
    case 'conference':
    case 'protectionPlan':
    case 'care':
    case 'careLeaver':
      return true
  }
}

/** Every step of a child's story whose day is settled, in no order. Work that recurs is not among them. */
export const actsOf = (making: Making): readonly Act[] => [
  ...making.child.events.flatMap(event => (isTold(making, event) ? actsOfEvent(making, event) : [])),
  ...eligibleActs(making),
  ...missingActs(making),
  ...escalationActs(making),
]
