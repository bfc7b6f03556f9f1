import { choice, choices, optional, prose, text, yesNo } from '../../journey/fields.ts'
import { isAboutThemself, isProfessional, questionPage } from './page.ts'
import type { FormSoFar } from './page.ts'

/** The ways in which somebody may be reached, each asked for as safe. */
export const safeWays = {
  phone: 'Yes, by telephone',
  message: 'Yes, and leave a message if nobody answers',
  text: 'Yes, by text message',
  email: 'Yes, by e-mail',
  post: 'Yes, by letter',
  none: 'No: do not contact me',
} as const

export type SafeWay = keyof typeof safeWays

const isNameless = ({ sender, answers }: FormSoFar): boolean => sender === 'public' && answers.named === 'no'

export const nameOrNot = questionPage({
  key: 'your-name',
  title: 'Your name',
  heading: 'Do you want to give your name?',
  lead: 'You do not have to. With your name we can ask you more and tell you that it has been looked at. We do not tell the family who wrote, unless a court asks us to.',
  fields: {
    named: choice('Your name', { yes: 'I will give my name', no: 'I do not want to give my name' }),
  },
  isAsked: ({ sender }) => sender === 'public',
})

export const you = questionPage({
  key: 'you',
  title: 'You',
  heading: 'Who are you?',
  fields: {
    yourGiven: text('Your first name', { longest: 100 }),
    yourFamily: optional(text('Your last name', { longest: 100 })),
    relation: optional(
      text('Who you are to the child', { longest: 100, hint: 'For example, mother, grandfather, neighbour, friend' }),
    ),
  },
  // A young person who writes about themself has said their name already.
  isAsked: form => !isProfessional(form) && !isNameless(form) && !isAboutThemself(form),
})

export const yourWork = questionPage({
  key: 'your-work',
  title: 'You and your work',
  heading: 'You and your work',
  fields: {
    yourGiven: text('Your first name', { longest: 100 }),
    yourFamily: text('Your last name', { longest: 100 }),
    organisation: text('Your organisation', {
      longest: 150,
      hint: 'For example, the name of the school, the surgery or the police station',
    }),
    post: text('Your role', { longest: 100, hint: 'For example, head teacher, midwife, constable' }),
    knownSince: optional(text('How you know the child', { longest: 200 })),
  },
  isAsked: form => isProfessional(form) && !form.isKnown,
})

const reached = (way: SafeWay | readonly SafeWay[]) => ({
  when: { field: 'safeWays', is: typeof way === 'string' ? [way] : way },
})

export const contact = questionPage({
  key: 'contact',
  title: 'How to reach you',
  heading: 'How to reach you',
  lead: 'Somebody else may see your phone, your letters or your e-mail. Choose only what is safe for you.',
  fields: {
    safeWays: choices('Is it safe to contact you, and how?', safeWays),
    phone: text('Telephone number', { longest: 40, ...reached('phone') }),
    messagePhone: optional(
      text('Telephone number for messages, if it is another', { longest: 40, ...reached('message') }),
    ),
    textPhone: optional(
      text('Telephone number for text messages, if it is another', { longest: 40, ...reached('text') }),
    ),
    email: text('E-mail address', { longest: 150, ...reached('email') }),
    postTo: text('Address for letters', { longest: 300, ...reached('post') }),
    safeWhen: optional(text('When it is safe, or what we should take care of', { longest: 300 })),
  },
  isAsked: form => !isNameless(form) && !form.isKnown,
})

export const language = questionPage({
  key: 'language',
  title: 'Language',
  heading: 'Language and other needs',
  fields: {
    interpreter: yesNo('Is an interpreter needed?', { hint: 'For you, or for the family. British Sign Language too' }),
    language: text('Which language', { longest: 100, when: { field: 'interpreter', is: ['yes'] } }),
    otherNeeds: optional(
      prose('Anything else that would make it easier to talk with us', {
        longest: 1000,
        hint: 'For example, large print, a woman to talk to, no steps',
      }),
    ),
  },
  isAsked: form => !isNameless(form),
})
