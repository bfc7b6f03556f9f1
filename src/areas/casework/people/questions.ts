import type { Kysely } from 'kysely'
import { choice, choices, date, optional, postcode, prose, text, yesNo } from '../../../journey/fields.ts'
import {
  connectionKinds,
  contactKinds,
  disabilities,
  ethnicities,
  relationshipKinds,
  schemes,
  sexes,
} from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import { districtQuestion } from '../../../web/forms/district.ts'
import type { Questions } from '../../../web/forms/questions.ts'

const line = (ask: string, hint?: string) =>
  optional(text(ask, { longest: 100, ...(hint === undefined ? {} : { hint }) }))

/** What is asked of a person, by the names of the facts. */
export const factQuestions = {
  given: line('First name'),
  family: line('Last name'),
  preferred: line('Name the child likes to be called'),
  pronouns: line('Pronouns', 'For example, she/her'),
  saidAs: line('How the name is said'),
  bornOn: optional(date('Date of birth')),
  expectedOn: optional(date('Expected date of birth, if not born yet', { mayBeInFuture: true })),
  diedOn: optional(date('Date of death')),
  sex: optional(choice('Sex', sexes)),
  ethnicity: optional(choice('Ethnic background', ethnicities)),
  disabilities: optional(choices('Disabilities', disabilities)),
  language: line('First language'),
  interpreter: optional(yesNo('Needs an interpreter')),
  unaccompanied: optional(yesNo('Came to this country unaccompanied')),
} satisfies Questions

export const correctionQuestions: Questions = {
  ...factQuestions,
  why: prose('Why this is changed', { longest: 1000, hint: 'Kept in the access log beside the change.' }),
}

/** The relationships that a relative can have to the child, from the relative's end. */
const relations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(relationshipKinds).map(([name, kind]) => [name, kind.is.charAt(0).toUpperCase() + kind.is.slice(1)]),
)

export const relativeQuestions: Questions = {
  relation: choice('What the relative is to the child', relations),
  given: line('First name'),
  family: line('Last name'),
  bornOn: optional(date('Date of birth')),
  kind: choice('Child or adult', { adult: 'Adult', child: 'Child' }),
  parental: optional(yesNo('Holds parental responsibility')),
  startedOn: optional(
    date('Date on which the relationship began', { hint: 'For example, of a marriage or of going to live together.' }),
  ),
}

const moveQuestions: Questions = {
  movedOn: date('Date of the move'),
  line: text('First line of the address', { longest: 200 }),
  town: line('Town or village'),
  postcode: optional(postcode('Postcode')),
}

/** What a move asks, with the districts of the council. */
export const moveQuestionsIn = async (database: Kysely<Tables>): Promise<Questions> => ({
  ...moveQuestions,
  ...(await districtQuestion(database)),
})

export const linkQuestions: Questions = {
  other: text('Number of the other record', { hint: 'The number at the end of the address of its page', longest: 15 }),
  decision: choice('What is decided', {
    same: 'The two records are of one person',
    different: 'They are of two people',
    undecided: 'It is not decided yet',
  }),
  why: prose('Why', { longest: 1000 }),
}

export const identifierQuestions: Questions = {
  scheme: choice('Which number', Object.fromEntries(Object.entries(schemes).map(([name, { title }]) => [name, title]))),
  value: text('The number', { longest: 30 }),
}

export const endQuestions: Questions = { endedOn: date('Date on which it ended') }

/** How somebody near the child is reached; whose it is, is chosen among those whose record opens. */
export const contactQuestionsFor = (people: Readonly<Record<string, string>>): Questions => ({
  whose: choice('Whose it is', people),
  kind: choice('What it is', contactKinds),
  value: text('The number or address', { longest: 150 }),
  safe: optional(yesNo('Is it safe to ring, write or leave a message there?')),
  note: optional(
    text('What to take care of', { longest: 300, hint: 'For example, only by day, or somebody else reads it' }),
  ),
  startedOn: optional(date('Since when')),
})

export const connectionQuestions: Questions = {
  kind: choice('What it is', connectionKinds),
  name: text('Name', { longest: 200, hint: 'Of the school or surgery, or of a person and where they work' }),
  telephone: optional(text('Telephone number', { longest: 150 })),
  startedOn: optional(date('Since when')),
}
