import { date, optional, prose, yesNo } from '../fields.ts'
import { inForce, local, workingDays } from '../law.ts'
import { step, within } from '../step.ts'

export const familyGroupConference = step({
  title: 'Family group conference',
  family: 'inNeed',
  basis: 'Local practice, offered before court under the Public Law Outline',
  about: 'The wider family meets in private and makes its own plan for the child.',
  fields: {
    heldOn: date('Date of the conference'),
    childTookPart: yesNo('The child took part'),
    plan: optional(prose('The family’s plan')),
  },
  completedOn: 'heldOn',
  due: inForce([
    {
      from: '2010-01-01',
      ...within(local(workingDays(20))).of('familyGroupConference.heldOn'),
      basis: 'Local practice: a conference that was adjourned meets again within 20 working days',
    },
  ]),
  outcomes: {
    plan: { label: 'The family made a plan', needs: ['plan'] },
    adjourned: { label: 'Adjourned', next: ['familyGroupConference'] },
  },
  within: 'inNeed',
  may: { record: ['socialWorker', 'teamManager'] },
  likelyIn: ['inNeed', 'childProtectionPlan'],
  tells: ({ childTookPart }, outcome) =>
    `Family group conference${childTookPart ? ', with the child' : ''}: ${
      outcome === 'plan' ? 'the family made a plan' : 'adjourned'
    }.`,
})
