import { escalationStages } from '../codes/escalation-stages.ts'
import { choice, date, prose, worker } from '../fields.ts'
import { step } from '../step.ts'

export const escalation = step({
  title: 'Chair’s escalation',
  family: 'oversight',
  basis:
    'Care Planning Regulations 2010 regulation 45; Independent Reviewing Officers’ Handbook chapter 6; for conference chairs local practice',
  about:
    'The chair or reviewing officer is worried about how a child is cared for or protected, and asks a manager to put it right. The work goes on meanwhile.',
  fields: {
    raisedOn: date('Date on which it was raised'),
    stage: choice('Stage', escalationStages, { hint: 'Informal first, unless it cannot wait' }),
    chairsWorry: prose('What the chair is worried about'),
    wanted: prose('What the chair asks for'),
    addressedTo: worker('Who answers'),
  },
  completedOn: 'raisedOn',
  outcomes: { raised: { label: 'Raised', opens: ['escalation'], next: ['escalationAnswer'] } },
  may: { record: ['conferenceChair'] },
  likelyIn: ['childProtectionPlan', 'lookedAfter'],
  tells: ({ stage }) => `The chair raised a worry${stage === 'informal' ? ' informally' : ' formally'}.`,
})
