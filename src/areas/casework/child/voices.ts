import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'

/** Some words of the record with where and when they were written. */
export type Quotation = {
  readonly words: string
  readonly on: CivilDate
  readonly title: string
  readonly entry: number
  readonly longer: boolean
}

/** What the record says of a child in three voices, newest first. */
export type Voices = {
  readonly worries: readonly Quotation[]
  readonly goingWell: readonly Quotation[]
  readonly childSays: readonly Quotation[]
}

/** The names that questions of the journey give to each voice. */
const questions = {
  worries: ['worries', 'needs', 'concerns'],
  goingWell: ['strengths', 'goingWell'],
  childSays: ['childsWords', 'childsView', 'youngPersonsView'],
} as const

const most = 280

/** The beginning of a text, cut at a sentence or a word where it is long. */
export const beginning = (
  text: string,
  length: number = most,
): { readonly words: string; readonly longer: boolean } => {
  const whole = text.trim().replaceAll(/\s+/g, ' ')
  if (whole.length <= length) return { words: whole, longer: false }
  const cut = whole.slice(0, length)
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '), cut.lastIndexOf('! '))
  const at = sentence > length / 2 ? sentence + 1 : cut.lastIndexOf(' ')
  return { words: `${whole.slice(0, at > 0 ? at : length)}${sentence > length / 2 ? '' : '…'}`, longer: true }
}

/** Words that entries give in answer to questions of these names, the newest first. */
export const quotationsOf = (
  rules: Rules,
  entries: readonly Entry[],
  names: readonly string[],
  count: number,
  length?: number,
): readonly Quotation[] => {
  const found: Quotation[] = []
  for (const entry of entries) {
    // What worries a worker about the work is no worry about the child.
    if (entry.step === 'supervision') continue
    for (const name of names) {
      const answer = entry.answers[name]
      if (typeof answer !== 'string' || answer.trim() === '' || found.length >= count) continue
      const { words, longer } = beginning(answer, length)
      if (found.some(each => each.words === words)) continue
      found.push({
        words,
        longer,
        on: entry.happenedOn,
        title: rules.pathway.steps[entry.step]?.title ?? entry.step,
        entry: entry.entry,
      })
    }
    if (found.length >= count) break
  }
  return found
}

/** What worries us, what is going well and what the child says, from the latest entries that say so. Entries come newest first. */
export const voicesOf = (rules: Rules, entries: readonly Entry[], count = 2): Voices => ({
  worries: quotationsOf(rules, entries, questions.worries, count),
  goingWell: quotationsOf(rules, entries, questions.goingWell, count),
  childSays: quotationsOf(rules, entries, questions.childSays, count),
})
