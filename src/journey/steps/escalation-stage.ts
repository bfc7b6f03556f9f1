import { escalationStages } from '../codes/escalation-stages.ts'
import { choice, date, prose, worker } from '../fields.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const escalationStage = step({
  title: 'Chair’s escalation, next stage',
  family: 'oversight',
  basis:
    'Care Planning Regulations 2010 regulation 45; Independent Reviewing Officers’ Handbook chapter 6; for conference chairs local practice',
  about: 'The answer was not enough, or did not come: the chair takes the escalation to the next manager.',
  fields: {
    raisedOn: date('Date on which it was taken further'),
    stage: choice('Stage', escalationStages),
    whyNotEnough: prose('Why the answer was not enough'),
    wanted: prose('What the chair asks for'),
    addressedTo: worker('Who answers'),
  },
  completedOn: 'raisedOn',
  outcomes: { raised: { label: 'Taken further', changes: ['escalation'], next: ['escalationAnswer'] } },
  within: 'escalation',
  may: { record: ['conferenceChair'] },
  likelyIn: ['escalation'],
  tells: ({ stage }) => `The chair took the escalation further: ${labelOf(escalationStages, stage)}.`,
})
