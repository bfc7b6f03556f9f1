import { contactMeans } from '../codes/leaving-care.ts'
import { careLeaverAccommodation, careLeaverActivities, inTouchAnswers } from '../codes/care-leavers.ts'
import { choice, date, optional, prose, yesNo } from '../fields.ts'
import { leavingCareStaff } from '../recorders.ts'
import { labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const keepingInTouch = step({
  title: 'Keeping in touch',
  family: 'leavingCare',
  basis: 'Children Act 1989 section 23C; Care Leavers Regulations 2010, regulation 8; how often is local practice',
  about:
    'The personal adviser is in touch with the young person and knows where they live, whether that is suitable, and what they do.',
  fields: {
    contactOn: date('Date of the contact, or of the last attempt'),
    inTouch: choice('Whether we are in touch', inTouchAnswers),
    means: optional(choice('By what means', contactMeans)),
    accommodation: optional(choice('Where the young person lives', careLeaverAccommodation)),
    suitable: optional(yesNo('It is suitable')),
    activity: optional(choice('What the young person does', careLeaverActivities)),
    notes: optional(prose('How the young person is')),
  },
  completedOn: 'contactOn',
  outcomes: { inTouch: { label: 'In touch' }, notInTouch: { label: 'Not in touch' } },
  may: { record: leavingCareStaff },
  guards: [
    {
      law: 'Children Act 1989 sections 23B(1) and 23C(2)',
      forbids: 'an outcome that the answer to whether we are in touch contradicts',
      refuses: ({ answers, outcome }) => {
        const isInTouch = answers.inTouch === 'YES'
        if (outcome === 'inTouch' && !isInTouch)
          return 'The outcome says that we are in touch, and the answer that we are not. Choose the outcome “Not in touch”, or another answer.'
        return outcome === 'notInTouch' && isInTouch
          ? 'The answer says that we are in touch, and the outcome that we are not. Choose the outcome “In touch”, or another answer.'
          : undefined
      },
    },
  ],
  likelyIn: ['careLeaver'],
  significant: false,
  tells: ({ inTouch, accommodation }, outcome) =>
    outcome === 'inTouch'
      ? `The personal adviser was in touch.${accommodation === undefined ? '' : ` Home: ${labelOf(careLeaverAccommodation, accommodation)}.`}`
      : `The personal adviser tried to be in touch. Outcome: ${labelOf(inTouchAnswers, inTouch)}.`,
})
