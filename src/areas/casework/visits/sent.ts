import type { CivilDate } from '../../../calendar/index.ts'
import { date, optional } from '../../../journey/fields.ts'
import type { ReadingMoment } from '../../../journey/field.ts'
import { timeOfDay } from '../../../journey/visit-questions.ts'
import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { choicesIn, isChoiceInput } from '../../../web/forms/merging/choosing.ts'
import type { Choice } from '../../../web/forms/merging/choosing.ts'

/** How a child was found at a visit. */
export const seenAs = { alone: 'Seen alone', withOthers: 'Seen, not alone', notSeen: 'Not seen' } as const
export type SeenAs = keyof typeof seenAs

/** The questions of the step that the short page asks. */
export const shortQuestions = [
  'visitedOn',
  'visitedAt',
  'mode',
  'place',
  'where',
  'notes',
  'childsWords',
  'missedBecause',
  'whyNotSeen',
] as const

/** The inputs of the page that are no question of the step. A draft that holds the first is one of the short page. */
export const own = {
  short: 'own-short',
  version: 'own-version',
  action: 'own-action',
  against: 'own-against',
  next: 'own-next',
  nextAt: 'own-time-of-next',
  page: 'own-page',
  seen: (identity: number) => `own-seen-${identity}`,
  about: (identity: number) => `own-about-${identity}`,
} as const

/** Whether a draft was begun on the short page. */
export const isShortDraft = (typed: Typed): boolean => Object.hasOwn(typed, own.short)

const [seenPrefix, aboutPrefix] = [own.seen(0).slice(0, -1), own.about(0).slice(0, -1)]

/** Whether an input holds what is said of one child alone. */
export const isAbout = (input: string): boolean => input.startsWith(aboutPrefix)

/** The child of whom an input says something alone. */
export const childOfInput = (input: string): number | undefined => {
  const prefix = [seenPrefix, aboutPrefix].find(each => input.startsWith(each))
  return prefix === undefined ? undefined : Number(input.slice(prefix.length))
}

/** The children of whom it was typed how they were found. */
export const seenIn = (typed: Typed): readonly number[] =>
  Object.entries(typed).flatMap(([input, value]) =>
    input.startsWith(seenPrefix) && textOf(value) !== '' ? [Number(input.slice(seenPrefix.length))] : [],
  )

const dayParts = ['day', 'month', 'year'] as const

const isSeenAs = (text: string): text is SeenAs => Object.hasOwn(seenAs, text)

/** The day on which the next visit is agreed. */
export const nextOn = optional(date('Day of the next visit', { mayBeInFuture: true }))
const nextAt = optional(timeOfDay('Time of the next visit'))

/** What was sent about the visit beside the answers to the step's questions. */
export type ShortSent = {
  readonly seen: ReadonlyMap<number, SeenAs>
  readonly about: ReadonlyMap<number, string>
  readonly against: boolean
  readonly version: number
  /** The name of the page that was typed in; empty where a program sent the form. */
  readonly page: string
  /** Whose answer is kept, by the questions that two people answered differently. */
  readonly chosen: ReadonlyMap<string, Choice>
  readonly action: 'save' | 'record'
  readonly next: { readonly on: CivilDate; readonly at: string | undefined } | undefined
  readonly problems: Readonly<Record<string, string>>
  /** As it was typed: what a draft keeps. */
  readonly typed: Typed
  /** Names of what was sent and is not asked here: another question, a child who was not offered. */
  readonly unasked: readonly string[]
}

const longestParagraph = 20_000

const nextIn = (sent: Sent, moment: ReadingMoment) => {
  const raw = Object.fromEntries(dayParts.map(part => [part, textOf(sent[`${own.next}-${part}`])]))
  const [on, at] = [nextOn.read(raw, moment), nextAt.read(textOf(sent[own.nextAt]), moment)]
  const problems: Record<string, string> = {}
  if ('problem' in on) problems[own.next] = on.problem
  else if (on.value !== undefined && on.value < moment.today)
    problems[own.next] = 'The day of the next visit must be today or later'
  if ('problem' in at) problems[own.nextAt] = at.problem
  const next = 'value' in on && on.value !== undefined && 'value' in at ? { on: on.value, at: at.value } : undefined
  return { next, problems }
}

/** Names that the page may send: those of its questions, its own, and those about the children it offers. */
const namesOf = (children: readonly number[]): ReadonlySet<string> =>
  new Set([
    ...shortQuestions,
    ...dayParts.flatMap(part => [`visitedOn-${part}`, `${own.next}-${part}`]),
    own.short,
    own.against,
    own.nextAt,
    ...children.flatMap(identity => [own.seen(identity), own.about(identity)]),
  ])

/** Reads what is the page's own; of children whom it did not offer nothing is read. */
export const readSent = (sent: Sent, children: readonly number[], moment: ReadingMoment): ShortSent => {
  const names = namesOf(children)
  const { next, problems } = nextIn(sent, moment)
  const version = textOf(sent[own.version])
  return {
    seen: new Map(
      children.flatMap(identity => {
        const how = textOf(sent[own.seen(identity)])
        return isSeenAs(how) ? [[identity, how]] : []
      }),
    ),
    about: new Map(
      children.flatMap(identity => {
        const words = textOf(sent[own.about(identity)]).slice(0, longestParagraph)
        return words === '' ? [] : [[identity, words]]
      }),
    ),
    against: textOf(sent[own.against]) === 'yes',
    version: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 1,
    page: /^[0-9a-f]{8,32}$/.exec(textOf(sent[own.page]))?.[0] ?? '',
    chosen: choicesIn(sent),
    action: textOf(sent[own.action]) === 'record' ? 'record' : 'save',
    next,
    problems,
    typed: {
      ...Object.fromEntries(
        Object.entries(sent).flatMap(([name, value]) =>
          names.has(name) && value !== undefined ? [[name, value]] : [],
        ),
      ),
      [own.short]: 'visit',
    },
    unasked: Object.keys(sent).filter(
      name =>
        !names.has(name) &&
        !isChoiceInput(name) &&
        !(['_csrf', own.version, own.action, own.page] as readonly string[]).includes(name),
    ),
  }
}
