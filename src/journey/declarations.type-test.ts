import { episode } from './episode.ts'
import { choice, date, moment, prose } from './fields.ts'
import { inForce, workingDays } from './law.ts'
import { pathway } from './pathway.ts'
import type { england, EpisodeKind, StepName } from './england.ts'
import { step, within } from './step.ts'

// What must not compile. The type check fails when one of these lines does.

const about = { title: 'A step', family: 'notes', basis: 'Local practice', about: 'For the type tests.' } as const
const may = { record: ['socialWorker'] } as const

const asked = step({
  ...about,
  fields: { askedOn: date('Date'), when: moment('When'), why: prose('Why'), colour: choice('Colour', { red: 'Red' }) },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done', next: ['answered'], opens: ['open'] } },
  may,
  tells: ({ why, colour }, outcome) => `${why} ${colour} ${outcome}`,
})

const answered = step({
  ...about,
  fields: { answeredOn: date('Date') },
  completedOn: 'answeredOn',
  due: inForce([{ from: '2010-01-01', ...within(workingDays(5)).of('asked.askedOn', 'asked.when'), basis: 'Law' }]),
  outcomes: { done: { label: 'Done', closes: ['open'] } },
  within: 'open',
  may,
  tells: () => 'Answered.',
})

const open = episode({ title: 'Open', basis: 'Law', about: 'For the type tests.', oneAtATime: true })

export const compiles = pathway({ asked, answered }, { open })

// The same again from copies, as the faulty ones below are made: what is wrong with those is their one change.
const askedAgain = step({ ...asked, outcomes: { done: { label: 'Done', next: ['answered'] } } })
const answeredAgain = step({
  ...answered,
  within: 'open',
  due: inForce([{ from: '2010-01-01', ...within(workingDays(5)).of('asked.askedOn'), basis: 'Law' }]),
  outcomes: { done: { label: 'Done', closes: ['open'] } },
})
const openAgain = episode({
  ...open,
  inside: 'open',
  rhythms: {
    visit: {
      title: 'Visit',
      step: 'answered',
      by: 'socialWorker',
      gaps: inForce([{ from: '2010-01-01', spans: [workingDays(5)], basis: 'Law' }]),
    },
  },
})
export const compilesFromCopies = pathway({ asked: askedAgain, answered: answeredAgain }, { open: openAgain })

export const wrongCompletionDate = step({
  ...about,
  fields: { askedOn: date('Date') },
  // @ts-expect-error -- a completion date that is not asked
  completedOn: 'answeredOn',
  outcomes: { done: { label: 'Done' } },
  may,
  tells: () => '',
})

export const completionDateThatIsNoDate = step({
  ...about,
  fields: { askedOn: date('Date'), why: prose('Why') },
  // @ts-expect-error -- a completion date that is no date
  completedOn: 'why',
  outcomes: { done: { label: 'Done' } },
  may,
  tells: () => '',
})

export const misspeltInSentence = step({
  ...about,
  fields: { askedOn: date('Date'), why: prose('Why') },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done' } },
  may,
  // @ts-expect-error -- a field that is not asked, in the sentence
  tells: ({ wy }) => `Because ${wy}`,
})

export const misspeltOutcomeInSentence = step({
  ...about,
  fields: { askedOn: date('Date') },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done' } },
  may,
  // @ts-expect-error -- an outcome that there is not, in the sentence
  tells: (_, outcome) => ({ undone: 'Undone.' })[outcome],
})

export const misspeltNeed = step({
  ...about,
  fields: { askedOn: date('Date'), why: prose('Why') },
  completedOn: 'askedOn',
  // @ts-expect-error -- an outcome that needs an answer that is not asked
  outcomes: { done: { label: 'Done', needs: ['wy'] } },
  may,
  tells: () => '',
})

export const unknownRole = step({
  ...about,
  fields: { askedOn: date('Date') },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done' } },
  // @ts-expect-error -- a role that there is not
  may: { record: ['socialWorkr'] },
  tells: () => '',
})

export const unknownAuthoriser = step({
  ...about,
  fields: { askedOn: date('Date') },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done' } },
  // @ts-expect-error -- a role that there is not, to authorise
  may: { record: ['socialWorker'], authorise: ['teamManger'] },
  tells: () => '',
})

export const unknownFamily = step({
  ...about,
  // @ts-expect-error -- a part of the journey that there is not
  family: 'note',
  fields: { askedOn: date('Date') },
  completedOn: 'askedOn',
  outcomes: { done: { label: 'Done' } },
  may,
  tells: () => '',
})

// @ts-expect-error -- a next step that is not in the pathway
export const unknownNextStep = pathway({ asked }, { open })

const misspeltNext = step({ ...asked, outcomes: { done: { label: 'Done', next: ['anwsered'] } } })
// @ts-expect-error -- a misspelt next step
export const misspeltNextStep = pathway({ asked: misspeltNext, answered }, { open })

// @ts-expect-error -- an outcome opens an episode that is not in the pathway
export const unknownEpisode = pathway({ asked, answered }, {})

const misspeltCloses = step({ ...answered, outcomes: { done: { label: 'Done', closes: ['opne'] } } })
// @ts-expect-error -- a misspelt episode
export const misspeltEpisode = pathway({ asked, answered: misspeltCloses }, { open })

const misspeltWithin = step({ ...answered, within: 'opne' })
// @ts-expect-error -- a misspelt episode in which the step is expected
export const misspeltEpisodeOfStep = pathway({ asked, answered: misspeltWithin }, { open })

const misspeltStart = step({
  ...answered,
  due: inForce([{ from: '2010-01-01', ...within(workingDays(5)).of('asked.askdOn'), basis: 'Law' }]),
})
// @ts-expect-error -- a clock that starts at a date that is not asked
export const misspeltClock = pathway({ asked, answered: misspeltStart }, { open })

const startsAtWords = step({
  ...answered,
  due: inForce([{ from: '2010-01-01', ...within(workingDays(5)).of('asked.why'), basis: 'Law' }]),
})
// @ts-expect-error -- a clock that starts at an answer that is no date
export const clockFromWords = pathway({ asked, answered: startsAtWords }, { open })

const rhythmic = episode({
  ...open,
  rhythms: {
    visit: {
      title: 'Visit',
      step: 'anwsered',
      by: 'socialWorker',
      gaps: inForce([{ from: '2010-01-01', spans: [workingDays(5)], basis: 'Law' }]),
    },
  },
})
// @ts-expect-error -- a rhythm of a step that is not in the pathway
export const misspeltRhythm = pathway({ asked, answered }, { open: rhythmic })

const insideNothing = episode({ ...open, inside: 'opne' })
// @ts-expect-error -- an episode inside another that is not in the pathway
export const misspeltInside = pathway({ asked, answered }, { open: insideNothing })

// @ts-expect-error -- a rule without the law that says so
export const lawless = inForce([{ from: '2010-01-01', within: workingDays(5) }])

// @ts-expect-error -- a step that England's pathway does not have
export const misspeltStepName: StepName = 'referal'

// @ts-expect-error -- an episode that England's pathway does not have
export const misspeltKind: EpisodeKind = 'lookedafter'

// @ts-expect-error -- a field that the referral does not ask for
export type MisspeltField = (typeof england.steps.referral.fields)['recievedOn']
