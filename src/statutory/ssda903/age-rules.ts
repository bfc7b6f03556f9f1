import { ageOn, inWords } from '../../calendar/index.ts'
import { at } from '../rule.ts'
import type { Examples, InForce, Rule } from '../rule.ts'
import { agedOn, headersOf, isOneOf } from './looked-after-children.ts'
import { judged } from './looked-after.ts'
import type { Ssda903 } from './tables.ts'

/** A rule on how old a child is on the day on which an episode with some code begins or ends. */
export interface AgeRule {
  readonly code: string
  readonly message: string
  readonly fields: readonly string[]
  readonly inForce?: InForce
  readonly reading?: string
  readonly on: 'DECOM' | 'DEC'
  readonly column: 'RNE' | 'LS' | 'PLACE' | 'REC' | 'REASON_PLACE_CHANGE'
  readonly codes: readonly [string, ...string[]]
  /** What is so on that day, to follow `when`. */
  readonly when: string
  /** The age at which it may begin to be so, or from which it may no longer be so. */
  readonly age: { readonly from: number } | { readonly under: number }
}

const exampleOf = ({ on, column, codes: [code], age }: AgeRule): Examples => {
  const years = 'from' in age ? age.from : age.under
  const reached = `12/06/${2025 - years}`
  const notReached = `13/06/${2025 - years}`
  const returnOf = (DOB: string) => ({
    Header: [{ CHILD: 'A1', DOB }],
    Episodes: [{ CHILD: 'A1', [on]: '12/06/2025', [column]: code }],
  })
  return 'from' in age
    ? { passes: returnOf(reached), fails: returnOf(notReached) }
    : { passes: returnOf(notReached), fails: returnOf(reached) }
}

/** Makes a rule on how old a child is when something begins or ends. A child without a date of birth is left to other rules. */
export const ageRule = (declared: AgeRule): Rule<Ssda903> => {
  const { code, message, fields, inForce = { added: '2022-23' }, on, column, codes, when, age } = declared
  const reading =
    declared.reading ?? (on === 'DEC' ? 'The age is that on the day on which the episode ended.' : undefined)
  const isMarkedInHeader = fields.includes('DOB')
  const known = new Set(codes)
  return judged({
    code,
    message,
    fields,
    inForce,
    ...(reading === undefined ? {} : { reading }),
    judges: isMarkedInHeader ? ['Episodes', 'Header'] : ['Episodes'],
    examples: exampleOf(declared),
    judge: (given, fail) => {
      const marked = ([on, column] as const).filter(field => fields.includes(field))
      for (const episode of given.Episodes.rows) {
        const day = episode[on]
        if (day === null || !isOneOf(episode[column], known)) continue
        for (const child of headersOf(given, episode.CHILD)) {
          if (child.DOB === null) continue
          const years = ageOn(child.DOB, day)
          if ('from' in age ? years >= age.from : years < age.under) continue
          fail(
            `The child, born on ${inWords(child.DOB)}, was ${agedOn(child.DOB, day)} on ${inWords(day)}, when ${when} (${episode[column] ?? ''}).`,
            at(given.Episodes, episode, ...marked),
            ...(isMarkedInHeader ? [at(given.Header, child, 'DOB')] : []),
          )
        }
      }
    },
  })
}
