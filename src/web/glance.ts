import type { Asked } from './area.ts'
import type { Markup } from './templates.ts'

/** The questions that the service at a glance answers, in the order of its page. */
export const glanceQuestions = {
  moved: 'What moved',
  late: 'What is late',
  load: 'Where the load is',
  oversight: 'What stands still',
  decisions: 'Which decisions wait',
} as const

export type GlanceQuestion = keyof typeof glanceQuestions

/** One line: what it is about, its number where it has one, and a sentence. */
export type GlanceLine = {
  readonly name: string
  readonly href: string
  readonly figure: string
  readonly words: string
  /** A second number of the same, with where it stands. */
  readonly also?: { readonly text: string; readonly href: string }
  readonly spark?: Markup
  /** Stands first among its like, the highest first. */
  readonly weight: number
}

/** What one area says to one of the questions. */
export type GlancePart = {
  readonly question: GlanceQuestion
  readonly says: string
  readonly lines: readonly GlanceLine[]
  /** Where the whole of it stands. */
  readonly more?: { readonly text: string; readonly href: string }
}

/** An area's part of the service at a glance; undefined where it has nothing to say to this reader. */
export type Glance = (asked: Asked) => Promise<GlancePart | undefined>
