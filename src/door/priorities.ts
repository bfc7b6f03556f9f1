import { addYears } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { RequestKind } from './request.ts'

/** How soon somebody has to look at a request. */
export const priorities = { urgent: 'Urgent', soon: 'Soon', usual: 'Usual' } as const

export type Priority = keyof typeof priorities

export const isPriority = (text: string): text is Priority => Object.hasOwn(priorities, text)

export type PriorityWithReason = { readonly priority: Priority; readonly why: string }

/** What the first priority of a request is judged by. */
export type ToPrioritise = {
  readonly kind: RequestKind
  readonly alarms: readonly string[]
  readonly children: readonly { readonly bornOn: CivilDate | null; readonly expectedOn: CivilDate | null }[]
  readonly today: CivilDate
}

const quoted = (words: readonly string[]): string =>
  words
    .slice(0, 3)
    .map(word => `“${word}”`)
    .join(', ')

/** The priority with which a request comes to the board, and why. A worker may change it, saying why. */
export const firstPriority = ({ kind, alarms, children, today }: ToPrioritise): PriorityWithReason => {
  if (alarms.length > 0) return { priority: 'urgent', why: `Words of danger in it: ${quoted(alarms)}` }
  if (kind === 'consultation') return { priority: 'usual', why: 'A consultation, before anything is sent' }
  if (children.some(({ bornOn, expectedOn }) => bornOn === null && expectedOn !== null))
    return { priority: 'soon', why: 'About a child not yet born' }
  if (kind === 'concern' && children.some(({ bornOn }) => bornOn !== null && bornOn > addYears(today, -1)))
    return { priority: 'soon', why: 'A worry about a baby under one' }
  return kind === 'concern'
    ? { priority: 'usual', why: 'A worry, without words of danger' }
    : { priority: 'usual', why: 'A request for support, without words of danger' }
}
