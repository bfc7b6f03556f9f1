import { date, prose } from '../fields.ts'
import { step } from '../step.ts'

const endings = {
  resolved: 'it is put right',
  withdrawn: 'the chair withdrew it',
  referred: 'it was referred to Cafcass',
} as const

export const escalationEnd = step({
  title: 'Chair’s escalation, end',
  family: 'oversight',
  basis: 'Independent Reviewing Officers’ Handbook chapter 6',
  about: 'The chair says how the escalation ended and what has changed for the child.',
  fields: {
    endedOn: date('Date on which it ended'),
    changed: prose('What has changed for the child'),
  },
  completedOn: 'endedOn',
  outcomes: {
    resolved: { label: 'Put right', closes: ['escalation'] },
    withdrawn: { label: 'Withdrawn by the chair', closes: ['escalation'] },
    referred: { label: 'Referred to Cafcass', closes: ['escalation'] },
  },
  may: { record: ['conferenceChair'] },
  likelyIn: ['escalation'],
  tells: (_, outcome) => `The chair’s escalation ended: ${endings[outcome]}.`,
})
