import { addDays } from '../calendar/index.ts'
import { endOfSpan, ruleOn, spanInWords } from './law.ts'
import type { Span } from './law.ts'
import { timescaleNames } from './management/timescales.ts'
import type { Pathway } from './pathway.ts'
import type { Policy } from './policy.ts'

/** The names of the rules that a policy can tighten: steps with or without a clock, rhythms, and timescales of managers. */
export const rulesOf = ({ steps, episodes }: Pathway): readonly string[] => [
  ...Object.keys(steps),
  ...timescaleNames.filter(name => !Object.hasOwn(steps, name)),
  ...Object.entries(episodes).flatMap(([kind, { rhythms }]) =>
    Object.keys(rhythms ?? {}).map(name => `${kind}.${name}`),
  ),
]

/** The longest that the law, and not common practice, allows for a rule on a day; undefined where it sets no one number. */
const lawOn = ({ steps, episodes }: Pathway, rule: string, day: string): Span | undefined => {
  const [name = '', rhythm] = rule.split('.')
  if (rhythm === undefined) {
    const span = ruleOn(steps[name]?.due ?? [], day)?.within
    return span?.local === true ? undefined : span
  }
  const spans = ruleOn(episodes[name]?.rhythms?.[rhythm]?.gaps ?? [], day)?.spans
  const last = typeof spans === 'function' ? undefined : spans?.at(-1)
  return last?.local === true ? undefined : last
}

const isLonger = (own: Span, law: Span): boolean => {
  for (let day = '2021-01-01'; day < '2022-01-01'; day = addDays(day, 1))
    if (endOfSpan(own, `${day}T12:00`).on > endOfSpan(law, `${day}T12:00`).on) return true
  return false
}

/** What is wrong with a policy, a sentence each: a rule that does not exist, or a span that would loosen the law. */
export const faultsOfPolicy = (pathway: Pathway, policy: Policy): readonly string[] => {
  const known = new Set(rulesOf(pathway))
  return Object.entries(policy).flatMap(([rule, versions]) => {
    if (!known.has(rule)) return [`${rule}: there is no step or rhythm of this name`]
    return versions.flatMap(version => {
      const law = lawOn(pathway, rule, version.from)
      return law !== undefined && isLonger(version.within, law)
        ? [
            `${rule} from ${version.from}: ${spanInWords(version.within)} is longer than the ${spanInWords(law)} of the law, which prevails`,
          ]
        : []
    })
  })
}
