import type { CivilDate } from '../calendar/index.ts'
import type { Answers, Field, Fields, StoredAnswers } from './field.ts'
import type { Dated, Span } from './law.ts'
import type { Role } from './roles.ts'

/** The parts of the journey, for grouping steps in lists, filters and the handbook. */
export const families = {
  frontDoor: 'Front door',
  outOfHours: 'Out of hours',
  earlyHelp: 'Early help',
  assessment: 'Assessment',
  protection: 'Child protection',
  inNeed: 'Child in need',
  lookedAfter: 'Looked after',
  missing: 'Missing',
  leavingCare: 'Leaving care',
  oversight: 'Oversight and allocation',
  notes: 'Notes',
} as const

export type Family = keyof typeof families

/**
 * How long after what a step is due. `of` names dates by step and field; of several the nearest along the chain of
 * entries that led to the step starts the clock.
 */
export type Clock<Reference extends string = string> = { readonly within: Span; readonly of: readonly Reference[] }

/**
 * What a decision leads to: steps expected next or no longer, episodes opened, closed, or closed and opened anew with new
 * detail.
 */
export type Outcome<Next extends string = string, Kind extends string = string, Question extends string = string> = {
  readonly label: string
  /** Questions that may stay open otherwise and that this outcome needs answered: a plan its category of abuse. */
  readonly needs?: readonly Question[]
  readonly next?: readonly Next[]
  /** What an earlier decision led to and this one takes back: a plan that is owed no more. */
  readonly noLonger?: readonly Next[]
  readonly opens?: readonly Kind[]
  readonly closes?: readonly Kind[]
  readonly changes?: readonly Kind[]
  /** What follows besides, in words for the handbook: it gives a placement more time. */
  readonly also?: readonly string[]
}

/**
 * Who may record a step, and who else from a later day on, where the law or guidance widened it. Where `authorise` is said the
 * decision is a manager's: what another has written may be sent to one, and the day of authorising it is its completion date.
 */
export type Recorders = {
  readonly record: readonly Role[]
  readonly authorise?: readonly Role[]
  readonly later?: readonly Dated<{ readonly record: readonly Role[] }>[]
}

/** What a guard may look at. */
export type Situation = {
  readonly answers: StoredAnswers
  readonly outcome: string
  readonly happenedOn: CivilDate
  readonly bornOn: CivilDate | undefined
  readonly openEpisodes: readonly { readonly kind: string; readonly detail: StoredAnswers }[]
}

/** A limit that the law sets, naming the law. It answers with what is wrong, or undefined. */
export type Guard = {
  readonly law: string
  /** What is refused, for the handbook: `anybody of 18 or over`. */
  readonly forbids: string
  readonly refuses: (situation: Situation) => string | undefined
}

type DateName<F extends Fields> = string extends keyof F
  ? string
  : { [Name in keyof F & string]: F[Name] extends Field<unknown, 'date' | 'moment'> ? Name : never }[keyof F & string]

/** A piece of work recorded about one or many children. */
export type Step<
  F extends Fields = Fields,
  O extends string = string,
  Next extends string = string,
  Kind extends string = string,
  Reference extends string = string,
> = {
  readonly title: string
  readonly family: Family
  /** The law or guidance that asks for it. */
  readonly basis: string
  /** One or two sentences for the handbook. */
  readonly about: string
  readonly fields: F
  /** The date on which the work counts as done and its duty as met. */
  readonly completedOn: DateName<F>
  /** The date on which it happened, where that is another: it orders the story and starts episodes. */
  readonly happenedOn?: DateName<F>
  readonly due?: readonly Dated<Clock<Reference>>[]
  /** The day from which it is expected after the outcomes that lead to it; before, nobody asked for it. */
  readonly expectedSince?: CivilDate
  readonly outcomes: Readonly<Record<O, Outcome<Next, Kind, keyof NoInfer<F> & string>>>
  /** The episode in which this work is expected, or several; where that ends, the work is no longer due. */
  readonly within?: Kind | readonly Kind[]
  /** Whether it is expected even where that episode is not open: what protects a child waits for no case to be opened. */
  readonly evenOutside?: true
  readonly may: Recorders
  readonly guards?: readonly Guard[]
  /** Offered first in lists of what to record while one of these episodes is open. */
  readonly likelyIn?: readonly Kind[]
  /** Whether it stands among the significant events of a chronology; true unless said otherwise. */
  readonly significant?: boolean
  /** The sentence that the story tells. Written as a method so that a step of any fields is a Step. */
  tells(answers: Answers<F>, outcome: O): string
}

/** A step whose fields are not known by type. */
export type AnyStep = Step

/** Declares a step. A wrong completion date, or a misspelt field in its sentence, does not compile. */
export const step = <
  const F extends Fields,
  const O extends string,
  const Next extends string = never,
  const Kind extends string = never,
  const Reference extends string = never,
>(
  declared: Step<F, O, Next, Kind, Reference>,
): Step<F, O, Next, Kind, Reference> => declared

/** A clock of working days, months or hours from a date of an earlier step: `within(workingDays(15)).of('strategyDiscussion.heldOn')`. */
export const within = (span: Span) => ({
  of: <const Reference extends string>(...references: readonly Reference[]): Clock<Reference> => ({
    within: span,
    of: references,
  }),
})

/** The roles that may record a step on a day. */
export const whoMayRecord = ({ may }: Pick<AnyStep, 'may'>, on: CivilDate): readonly Role[] => [
  ...may.record,
  ...(may.later ?? [])
    .filter(rule => rule.from <= on && (rule.until === undefined || on <= rule.until))
    .flatMap(rule => rule.record),
]

/** Whether a part authorises a step, and so also what it records of that kind itself. */
export const authorises = ({ may }: Pick<AnyStep, 'may'>, role: Role): boolean => may.authorise?.includes(role) === true
