import { episode } from '../episode.ts'
import { inForce, workingDays } from '../law.ts'

export const escalation = episode({
  title: 'Chair’s escalation',
  basis: 'Care Planning Regulations 2010 regulation 45; Independent Reviewing Officers’ Handbook chapter 6',
  about:
    'A worry that the chair or reviewing officer has raised with a manager and that is not put right yet. It begins anew where an informal worry is raised formally, or is taken further once the child has come into care; further stages belong to the period that began then.',
  detail: ['stage'],
  oneAtATime: true,
  // All stages have 20 working days together, from the formal start: a further stage gives no more time.
  // One that began before the child came into care has no such end: that is counted from the next stage.
  goesOn: ({ stage }, { during, owed }) => stage !== 'informal' && (owed('end') || during('lookedAfter') === undefined),
  rhythms: {
    end: {
      title: 'End of a chair’s escalation',
      step: 'escalationEnd',
      by: 'conferenceChair',
      once: true,
      // Counted from the formal start: a worry raised informally has no end that is due.
      appliesTo: ({ during, detail }) => during('lookedAfter') !== undefined && detail.stage !== 'informal',
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [workingDays(20)],
          basis: 'Independent Reviewing Officers’ Handbook chapter 6: all stages within 20 working days',
        },
      ]),
    },
  },
})
