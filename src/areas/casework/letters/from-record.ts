import { inWords, weekday } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { LetterFacts } from './letter.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `Monday 21 December 2020` */
const dayInWords = (date: CivilDate): string => `${weekdays[weekday(date)] ?? ''} ${inWords(date)}`

/** A date that whoever writes has answered, in words; where the letter is begun without it, a gap that is seen. */
export const dayTold = (told: unknown): string => (typeof told === 'string' ? dayInWords(told) : '[date]')

/** A line that whoever writes has answered. */
export const lineTold = (told: unknown): string => (typeof told === 'string' ? told : '')

/** The latest entry of one of these steps. Entries come newest first. */
export const latest = ({ record }: LetterFacts, ...steps: readonly string[]): Entry | undefined =>
  record.entries.find(({ step }) => steps.includes(step))

/** Words that an entry gives in answer to a question; empty where it gives none. */
export const said = (entry: Entry | undefined, question: string): string => {
  const answer = entry?.answers[question]
  return typeof answer === 'string' ? answer.trim() : ''
}

/** A day that an entry gives in answer to a question. */
export const saidOn = (entry: Entry | undefined, question: string): CivilDate | undefined =>
  said(entry, question) || undefined

/** The day by which a step is due, where it is. */
export const dueBy = ({ record }: LetterFacts, ...steps: readonly string[]): CivilDate | undefined =>
  record.duties.find(({ step, dueOn }) => steps.includes(step) && dueOn !== null)?.dueOn ?? undefined

/** Whether a period of this kind is open. */
export const isOpen = ({ record }: LetterFacts, kind: string): boolean =>
  record.episodes.some(episode => episode.kind === kind && episode.endedOn === null)

/** How to reach us, for the end of a letter. */
export const howToReachUs = ({ sender }: LetterFacts): string => {
  const day = sender.telephone === '' ? '' : `You can ring me on ${sender.telephone}.`
  const night = sender.outOfHours === '' ? '' : `In the evening, at night and at weekends ring ${sender.outOfHours}.`
  return `${day} ${night} If a child is in danger now, ring 999.`.trim()
}

/** What we do for somebody who speaks another language, where the record says so. */
export const interpreterFor = ({ about }: LetterFacts): string => {
  const languages = [
    ...new Set(about.flatMap(({ facts }) => (facts.interpreter ? [facts.language ?? 'your language'] : []))),
  ]
  return languages.length === 0
    ? 'If you need an interpreter or a signer, tell me and I will bring one. It costs you nothing.'
    : `An interpreter for ${languages.join(' and ')} will be with me. It costs you nothing.`
}
