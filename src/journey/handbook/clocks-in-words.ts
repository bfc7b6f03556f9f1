import { inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { Episode, Gaps, Rhythm } from '../episode.ts'
import { limitInWords, spanInWords } from '../law.ts'
import type { Dated, Span } from '../law.ts'
import type { Pathway } from '../pathway.ts'
import type { Policy } from '../policy.ts'
import { lowerFirst } from '../sentences.ts'
import type { AnyStep } from '../step.ts'

/** A rule in force: since when, until when, what it says, by which law or practice. */
export type RuleLine = {
  readonly from: string
  readonly until: string
  readonly says: string
  readonly basis: string
}

/** The records begin when the bank holidays are known; a rule from then on has no beginning that anyone could see. */
const beginning = '2010-01-01'

const line = (
  rule: { readonly from: CivilDate; readonly until?: CivilDate; readonly basis: string },
  says: string,
) => ({
  from: rule.from <= beginning ? '' : inWords(rule.from),
  until: rule.until === undefined ? '' : inWords(rule.until),
  says,
  basis: rule.basis,
})

const aside = (span: Span) => (span.local === true ? ' (common practice)' : '')
const common = (span: Span) => `${spanInWords(span)}${aside(span)}`

/** The date that starts a clock: `referral (date the referral was received)`. */
const startInWords = ({ steps }: Pathway, reference: string): string => {
  const dot = reference.indexOf('.')
  const step = steps[reference.slice(0, dot)]
  const field = step?.fields[reference.slice(dot + 1)]
  return step === undefined || field === undefined ? reference : `${lowerFirst(step.title)} (${lowerFirst(field.ask)})`
}

/** The clock of a step, version by version. */
export const clockLines = (pathway: Pathway, step: AnyStep): readonly RuleLine[] =>
  (step.due ?? []).map(rule =>
    line(
      rule,
      limitInWords(
        rule.within,
        `the ${rule.of.map(reference => startInWords(pathway, reference)).join(', or the ')}`,
        aside(rule.within),
      ),
    ),
  )

const gapsInWords = (gaps: Gaps, isOnce: boolean): string => {
  if ('words' in gaps) return gaps.words
  const [first, ...later] = gaps.spans
  const last = gaps.spans.at(-1)
  if (first === undefined || last === undefined) return ''
  if (isOnce) return `once, within ${common(first)}`
  if (later.length === 0) return `every ${common(first)}`
  return `first within ${common(first)}, then ${later
    .slice(0, -1)
    .map(span => `${common(span)}, then `)
    .join('')}every ${common(last)}`
}

/** The gaps of a rhythm, version by version. */
export const rhythmLines = ({ gaps, once }: Rhythm): readonly RuleLine[] =>
  gaps.map(rule => line(rule, gapsInWords(rule, once === true)))

/** A council's own timescale for a rule, version by version. */
export const policyLines = (policy: Policy, rule: string): readonly RuleLine[] =>
  (policy[rule] ?? []).map((version: Dated<{ readonly within: Span }>) =>
    line(version, `within ${spanInWords(version.within)}, or by the law where that is earlier`),
  )

/** The rhythms of an episode by the name of their rule. */
export const rhythmsOf = (kind: string, episode: Episode): readonly { rule: string; rhythm: Rhythm }[] =>
  Object.entries(episode.rhythms ?? {}).map(([name, rhythm]) => ({ rule: `${kind}.${name}`, rhythm }))
