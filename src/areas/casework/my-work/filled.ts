import { inWords } from '../../../calendar/index.ts'
import type { Absence } from '../../../council/absences.ts'
import type { CoveredPost } from '../../../council/covered-posts.ts'
import { roles } from '../../../journey/roles.ts'
import { paths } from '../../../web/paths.ts'
import type { Whose } from './whose.ts'

/** Since when somebody is away, and until when. */
export const daysOf = ({ startedOn, backOn }: Absence): string =>
  `Away since ${inWords(startedOn)}${backOn === null ? '; nobody knows yet until when' : `, back on ${inWords(backOn)}`}`

/** A manager who is covered: their teams, until when, and where their decisions are taken. */
export type FilledPost = {
  readonly words: string
  readonly days: string
  /** Whether this is the page of that part already; otherwise one signs in to it. */
  readonly here: boolean
  readonly signIn: string
}

/** The managers' posts that a worker fills today, one for each manager. */
export const filledOf = (
  whose: Whose,
  covered: readonly Absence[],
  filled: readonly CoveredPost[],
): readonly FilledPost[] =>
  covered.flatMap(absence => {
    const theirs = filled.filter(each => each.absence === absence.absence)
    const [first] = theirs
    if (first === undefined) return []
    const teams = theirs.flatMap(({ teamName }) => teamName ?? [])
    return [
      {
        words: `${absence.name}, ${roles[first.role].toLowerCase()}${teams.length === 0 ? '' : ` of ${teams.join(', ')}`}`,
        days: daysOf(absence),
        here: first.role === whose.role,
        signIn: paths.signIn(),
      },
    ]
  })
