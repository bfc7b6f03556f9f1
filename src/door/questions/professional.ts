import { choice, optional, prose, text } from '../../journey/fields.ts'
import { isProfessional, questionPage } from './page.ts'

const isOfPartner = (form: { readonly isKnown: boolean } & Parameters<typeof isProfessional>[0]): boolean =>
  isProfessional(form) && form.isKnown && form.kind !== 'consultation'

/** Which level of need a professional judges, having seen what the levels mean. */
export const level = questionPage({
  key: 'level',
  title: 'Level of need',
  heading: 'Which level of need do you see?',
  lead: 'Your judgement helps whoever reads this, and decides nothing. If you are worried that a child may be harmed, go on whatever the level.',
  fields: {
    judgedLevel: choice('The level that fits best', {
      1: '1: Universal',
      2: '2: Early help',
      3: '3: Targeted',
      4: '4: Specialist',
    }),
    whyLevel: prose('Why you see it so', {
      longest: 4000,
      hint: 'What you have seen, what has been tried, and what came of it',
    }),
  },
  isAsked: isOfPartner,
})

/** A talk instead of a request: what about, and when to ring. */
export const consultation = questionPage({
  key: 'consultation',
  title: 'Consultation',
  heading: 'Ask for a consultation',
  lead: 'Somebody experienced rings you and thinks with you. You need not name the child; if you want us to look at a record, send a request instead.',
  fields: {
    question: prose('What you would like to talk about', { longest: 4000 }),
    ringOn: text('Telephone number', { longest: 40 }),
    ringWhen: text('When to ring', { longest: 200, hint: 'For example, today after 3pm, or tomorrow before 9am' }),
    soFar: optional(prose('What you have done so far', { longest: 4000 })),
  },
  isAsked: ({ kind }) => kind === 'consultation',
})
