import { choice, choices, optional, prose, text, postcode } from '../../journey/fields.ts'
import { isFamily, isProfessional, isYoung, questionPage } from './page.ts'
import type { FormSoFar } from './page.ts'

/** What a request may be about: one form for children's needs and learners' needs alike. */
export const needs = {
  safety: 'Being safe',
  familyLife: 'Family life and parenting',
  mentalHealth: 'Feelings, behaviour and mental health',
  learning: 'Learning and progress',
  specialNeeds: 'Special educational needs or a disability',
  attendance: 'Going to school',
} as const

export type Need = keyof typeof needs

const hasNeed =
  (...wanted: readonly Need[]) =>
  ({ answers }: FormSoFar): boolean =>
    Array.isArray(answers.needs) && answers.needs.some(each => wanted.includes(each as Need))

const isConcern = ({ kind }: FormSoFar): boolean => kind === 'concern'

const notKnown = { yes: 'Yes', no: 'No', notSure: 'I am not sure' } as const

const address = {
  line: optional(text('House and street', { longest: 100 })),
  town: optional(text('Town or village', { longest: 100 })),
  postcode: optional(postcode('Postcode')),
}

export const home = questionPage({
  key: 'home',
  title: 'Home',
  heading: 'Where do they live?',
  lead: 'Leave empty what you do not know. If they live in more than one place, say so below.',
  fields: {
    ...address,
    otherHome: optional(prose('Anything else about where they live, or who lives with them', { longest: 2000 })),
  },
  asYourself: {
    heading: 'Where do you live?',
    fields: { ...address, otherHome: optional(prose('Who lives with you', { longest: 2000 })) },
  },
})

export const about = questionPage({
  key: 'about',
  title: 'What it is about',
  heading: 'What is it about?',
  lead: 'Choose all that fit. You need not know who deals with it: it all comes to one place.',
  fields: { needs: choices('What it is about', needs) },
})

const helped = {
  goingWell: optional(prose('What goes well, and who helps already', { longest: 4000 })),
  wanted: optional(prose('What would help most', { longest: 4000 })),
}

export const happening = questionPage({
  key: 'what',
  title: 'In your own words',
  heading: 'In your own words',
  lead: 'Write as you would say it. A person reads it.',
  fields: {
    happening: prose('What is happening', {
      longest: 10_000,
      hint: 'What you have seen or heard, when it began, and what it is like for the child',
    }),
    ...helped,
  },
  asYourself: {
    heading: 'In your own words',
    lead: 'Write as you would say it. A person reads it. You need not tell everything.',
    fields: { happening: prose('What is happening', { longest: 10_000 }), ...helped },
  },
})

export const safety = questionPage({
  key: 'safe',
  title: 'Being safe',
  heading: 'Being safe',
  fields: {
    safeNow: choice('Is the child safe at this moment?', notKnown),
    cause: optional(
      prose('Who or what makes things unsafe', {
        longest: 4000,
        hint: 'Names, if you know them, and where they are now',
      }),
    ),
  },
  asYourself: {
    heading: 'Being safe',
    fields: {
      safeNow: choice('Are you safe at this moment?', notKnown),
      cause: optional(prose('Who or what makes you feel unsafe', { longest: 4000 })),
    },
  },
  isAsked: form => isConcern(form) || hasNeed('safety')(form),
})

export const feelings = questionPage({
  key: 'feelings',
  title: 'Feelings',
  heading: 'Feelings and mental health',
  fields: {
    hurtThemself: choice('Has the child hurt themself, or said that they want to?', notKnown),
    healthHelp: optional(text('Who helps with it now, like a doctor or a counsellor', { longest: 200 })),
  },
  asYourself: {
    heading: 'Feelings and mental health',
    fields: {
      hurtThemself: choice('Have you hurt yourself, or thought about it?', notKnown),
      healthHelp: optional(text('Who helps you with it now, like a doctor or a counsellor', { longest: 200 })),
    },
  },
  isAsked: hasNeed('mentalHealth'),
})

export const school = questionPage({
  key: 'school',
  title: 'School',
  heading: 'Learning and school',
  fields: {
    attendance: optional(
      choice('How much school is missed', {
        none: 'Hardly any',
        some: 'Some days',
        half: 'About half',
        most: 'Most of it',
        noSchool: 'The child has no school',
      }),
    ),
    extraHelp: optional(
      choice('Extra help with learning', {
        none: 'None',
        atSchool: 'Support from the school (SEN support)',
        assessing: 'A needs assessment is under way',
        plan: 'An education, health and care plan',
        notKnown: 'I do not know',
      }),
    ),
    learningMore: optional(prose('What is hard about learning or school', { longest: 4000 })),
  },
  isAsked: hasNeed('learning', 'specialNeeds', 'attendance'),
})

export const familyAgrees = questionPage({
  key: 'agree',
  title: 'Talking with others',
  heading: 'Talking with others',
  lead: 'To help, we may need to talk with people who know the child, like the school, a health visitor or a doctor.',
  fields: {
    agrees: choice('Do you agree that we talk with them?', {
      yes: 'Yes',
      askFirst: 'Ask me first',
      no: 'No',
    }),
    agreesNot: optional(text('Anybody we should not talk with', { longest: 300 })),
  },
  isAsked: isFamily,
})

export const youngAgrees = questionPage({
  key: 'who-knows',
  title: 'Who knows',
  heading: 'Who knows that you are writing?',
  lead: 'You choose. If we think that somebody may be badly hurt we have to tell someone, and we tell you first when we can.',
  fields: {
    parentsKnow: choice('Do your parents or carers know?', {
      yes: 'Yes',
      no: 'No, and I do not want them to know yet',
      notMind: 'No, but I do not mind',
    }),
    trusted: optional(text('A grown-up you trust, if there is one', { longest: 200 })),
  },
  isAsked: isYoung,
})

export const professionalAgrees = questionPage({
  key: 'consent',
  title: 'Agreement of those concerned',
  heading: 'Do those concerned agree?',
  lead: 'Where a child may be at risk of significant harm you need no agreement, but say why it was not asked for.',
  fields: {
    consent: choice('Have the parents, or the young person, agreed that you send this?', {
      agreed: 'Yes',
      refused: 'They were asked and do not agree',
      notAsked: 'They were not asked',
    }),
    whyNotAsked: choice(
      'Why it is sent without their agreement',
      {
        risk: 'Asking would put the child or somebody else at risk',
        evidence: 'Asking might harm an investigation of the police',
        delay: 'Asking would have delayed help that cannot wait',
        notReached: 'They could not be reached',
        harm: 'The harm is such that it is sent although they do not agree',
      },
      { when: { field: 'consent', is: ['refused', 'notAsked'] } },
    ),
    whyNotAskedMore: optional(
      prose('Say more about why', { longest: 2000, when: { field: 'consent', is: ['refused', 'notAsked'] } }),
    ),
  },
  isAsked: isProfessional,
})
