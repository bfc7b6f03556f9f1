import { ageOn } from '../../calendar/index.ts'
import { reasonsCareEnded } from '../codes/reasons-care-ended.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { socialWorkers } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const ceasingToBeLookedAfter = step({
  title: 'Ceasing to be looked after',
  family: 'lookedAfter',
  basis: 'Children Act 1989 sections 20(8), 22 and 39; Care Planning Regulations 2010, regulation 39',
  about:
    'The council’s care ends. Legal status and placement end with it, and so do the reviews and visits due. A series of short breaks, which is no care, ends by an outcome of its own.',
  fields: {
    ceasedOn: date('Date the child ceased to be looked after, or the short breaks ended'),
    reason: optional(choice('Why care ended', reasonsCareEnded)),
    support: optional(prose('What support follows')),
    childsView: optional(prose('What the child says')),
  },
  completedOn: 'ceasedOn',
  outcomes: {
    ceased: {
      label: 'Ceased to be looked after',
      needs: ['reason'],
      closes: ['lookedAfter', 'shortBreaks', 'reviewingOfficerAllocation'],
    },
    ceasedAt18: {
      label: 'Ceased on turning 18',
      needs: ['reason'],
      closes: ['lookedAfter', 'shortBreaks', 'reviewingOfficerAllocation'],
    },
    shortBreaksEnded: { label: 'Short breaks ended', closes: ['shortBreaks'] },
  },
  may: { record: socialWorkers },
  guards: [
    {
      law: 'Children Act 1989 sections 22(1), 91(12) and 105(1)',
      forbids: 'care that ends on turning 18 for anybody younger',
      refuses: ({ outcome, bornOn, happenedOn }) =>
        outcome === 'ceasedAt18' && bornOn !== undefined && ageOn(bornOn, happenedOn) < 18
          ? `Care ends on turning 18 only then. On this date the child was ${ageOn(bornOn, happenedOn)}: choose why care ended before.`
          : undefined,
    },
  ],
  likelyIn: ['lookedAfter', 'shortBreaks'],
  tells: ({ reason }, outcome) => {
    if (outcome === 'shortBreaksEnded') return 'Short breaks ended.'
    if (outcome === 'ceasedAt18') return 'Turned 18 and ceased to be looked after.'
    return reason === undefined
      ? 'Ceased to be looked after.'
      : `Ceased to be looked after: ${labelOf(reasonsCareEnded, reason)}.`
  },
})
