import { caseloadKinds } from '../allocation-parts.ts'
import { choice, date, optional, prose, text, worker } from '../fields.ts'
import { optionalRows, rows } from '../rows.ts'
import { step } from '../step.ts'

/** What has become of a decision of the supervision before. */
export const becameOfDecision = {
  done: 'Done',
  goesOn: 'Goes on',
  dropped: 'No longer needed',
} as const

const aboutTheWork = 'This stands in the record of every child discussed: name no child here'

export const supervision = step({
  title: 'Supervision',
  family: 'oversight',
  basis:
    'Local practice; the employer standards for social workers ask for regular supervision and no law sets an interval',
  about:
    'A manager and a worker think together about each of the worker’s children, each in a paragraph of its own, and about the work as a whole. The worker signs it, with words of their own, as a step that follows.',
  fields: {
    heldOn: date('Date of the supervision'),
    supervised: worker('Whose supervision it was'),
    goingWell: prose('What is going well', { hint: aboutTheWork }),
    worries: optional(prose('What worries the worker', { hint: aboutTheWork })),
    feelings: optional(prose('What the worker feels and thinks about the work', { hint: aboutTheWork })),
    lastDecisions: optionalRows(
      rows('What became of the last decisions', {
        one: 'Decision',
        offered: 0,
        most: 40,
        columns: { what: text('What was decided'), became: choice('What became of it', becameOfDecision) },
      }),
    ),
    decisions: optionalRows(
      rows(
        'Decisions about the work as a whole',
        {
          one: 'Decision',
          offered: 1,
          most: 40,
          columns: {
            what: text('What'),
            who: text('Who'),
            byWhen: optional(date('By when', { mayBeInFuture: true })),
          },
        },
        { hint: aboutTheWork },
      ),
    ),
  },
  completedOn: 'heldOn',
  outcomes: { held: { label: 'Held' } },
  may: { record: ['teamManager', 'serviceManager'] },
  likelyIn: caseloadKinds,
  significant: false,
  tells: () => 'Talked about in supervision.',
})
