import { choice, choices, count, date, optional, prose, text } from '../journey/fields.ts'
import type { Fields } from '../journey/field.ts'
import type { PartnerKind } from './partners.ts'

const sharing = {
  mayShare: choice('May the family be told what you have answered?', {
    yes: 'Yes',
    askFirst: 'Ask us first',
    no: 'No: it would put somebody at risk',
  }),
  more: optional(prose('Anything else that answers the question', { longest: 4000 })),
} satisfies Fields

const known = (ask: string) =>
  choice(ask, { yes: 'Yes', no: 'No', couldNotLook: 'We could not look: say why at the end' })

const worries = (hint: string) => optional(prose('What worries you', { longest: 4000, hint }))
const goingWell = optional(prose('What goes well', { longest: 4000 }))

const police = {
  known: known('Is anybody in this home known to the police?'),
  matters: optional(
    choices('What for, in the last two years', {
      domesticAbuse: 'Domestic abuse',
      violence: 'Violence to others',
      sexualOffences: 'Sexual offences',
      exploitation: 'Exploitation of a child',
      missing: 'A child who went missing',
      drugs: 'Drugs or alcohol',
      weapons: 'Weapons',
      other: 'Something else',
    }),
  ),
  callsInYear: optional(count('How often the police were called there in the last year')),
  worries: worries('What happened, when, and who was there. Say what is known and what is only thought'),
  visiting: choice('Is it safe for a worker to visit alone?', {
    yes: 'Yes, as far as we know',
    no: 'No: go with the police or with a colleague',
    notKnown: 'We do not know',
  }),
  ...sharing,
} satisfies Fields

const health = {
  known: known('Are these children known to your service?'),
  lastSeenOn: optional(date('When one of them was last seen')),
  appointments: optional(
    choice('Are they brought to appointments?', {
      yes: 'Yes',
      sometimes: 'Some were missed',
      no: 'Most were missed',
    }),
  ),
  health: optional(prose('Their health and growth, as far as it answers the question', { longest: 4000 })),
  worries: worries('What you have seen yourselves, and what others have told you'),
  goingWell,
  ...sharing,
} satisfies Fields

const education = {
  known: known('Are these children on your roll, or known to your service?'),
  attendance: optional(
    text('Attendance this school year', { longest: 100, hint: 'For example, 92%; two weeks in November missed' }),
  ),
  extraHelp: optional(
    choice('Extra help with learning', {
      none: 'None',
      support: 'Support from the school (SEN support)',
      assessing: 'A needs assessment is under way',
      plan: 'An education, health and care plan',
    }),
  ),
  seen: optional(
    prose('How they are in school', {
      longest: 4000,
      hint: 'Learning, friends, how they look, what they say themselves',
    }),
  ),
  worries: worries('What you have seen yourselves, and when'),
  goingWell,
  ...sharing,
} satisfies Fields

const probation = {
  known: known('Is anybody in this home supervised by probation, or were they in the last two years?'),
  riskToChildren: optional(
    choice('Risk of serious harm to children, as assessed', {
      low: 'Low',
      medium: 'Medium',
      high: 'High',
      veryHigh: 'Very high',
      notAssessed: 'Not assessed',
    }),
  ),
  conditions: optional(
    prose('Conditions that matter to the children', { longest: 4000, hint: 'Whom not to see, where not to be' }),
  ),
  worries: worries('What the risk is, to whom, and what makes it more or less'),
  ...sharing,
} satisfies Fields

const housing = {
  known: known('Is this home known to you?'),
  tenancy: optional(
    choice('How the family lives there', {
      secure: 'A tenancy that is secure',
      atRisk: 'They may lose their home',
      temporary: 'Temporary accommodation',
      noTenancy: 'They live there without a tenancy',
    }),
  ),
  who: optional(prose('Who lives there, as far as you know', { longest: 2000 })),
  worries: worries('The state of the home, arrears, complaints of neighbours'),
  ...sharing,
} satisfies Fields

const other = {
  known: known('Are these children, or their family, known to you?'),
  worries: worries('What you have seen yourselves, and what others have told you'),
  goingWell,
  ...sharing,
} satisfies Fields

/** What each kind of organisation is asked beside the question itself: a few questions of its own. */
export const enquiryForms = { police, health, education, probation, housing, other } as const

export type EnquiryForm = keyof typeof enquiryForms

const formOfKind: Partial<Readonly<Record<PartnerKind, EnquiryForm>>> = {
  police: 'police',
  health: 'health',
  schools: 'education',
  educationServices: 'education',
  // Probation is the agency of the law that answers; the census has no narrower code.
  legalAgency: 'probation',
  housing: 'housing',
}

/** The form in which an organisation of a kind answers. */
export const enquiryFormOf = (kind: PartnerKind): EnquiryForm => formOfKind[kind] ?? 'other'

/** The questions of a form; those of the form for anybody where its name is no longer known. */
export const enquiryFields = (form: string): Fields =>
  Object.hasOwn(enquiryForms, form) ? enquiryForms[form as EnquiryForm] : enquiryForms.other
