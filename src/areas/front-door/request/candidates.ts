import type { ChildKnown } from '../../../door/known-of.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { probeOf } from '../../../door/probes.ts'
import { matchesFor } from '../../../people/matching/index.ts'
import { search } from '../../../people/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { ageOrExpected } from '../words.ts'

/** A child of the record whom a child of a request may be. */
export type CandidateOnPage = {
  readonly identity: number
  readonly name: string
  readonly age: string
  readonly href: string
  /** How likely it is, in words, and what speaks for and against it, field by field. */
  readonly likely: string
  readonly says: readonly string[]
}

/** Children of the record by these words. */
export const candidatesByWords = async (
  { database, context }: Asked,
  words: string,
): Promise<readonly CandidateOnPage[]> => {
  if (words.trim() === '') return []
  const { found } = await search(database.sql, context, { words: words.slice(0, 200), kind: 'child', perPage: 8 })
  return found
    .filter(({ answer }) => answer === 'open')
    .map(each => ({
      identity: each.identity,
      name: each.name,
      age: ageOrExpected(each, context.today),
      href: paths.childPage({ child: each.identity }),
      likely: '',
      says: [],
    }))
}

const likelyInWords = (probability: number): string =>
  probability >= 0.95 ? 'Very likely' : probability >= 0.5 ? 'Likely' : probability >= 0.05 ? 'Perhaps' : 'Hardly'

/** Children of the record whom a child of a request may be, the likeliest first, each with what speaks for and against it. */
export const candidatesFor = async (
  { database, context }: Asked,
  request: OpenRequest,
  child: ChildKnown,
): Promise<readonly CandidateOnPage[]> => {
  const probe = probeOf(request, {
    ...child,
    answers: { motherGiven: child.motherGiven, motherFamily: child.motherFamily },
  })
  const { candidates } = await matchesFor(database.sql, context, probe, { kind: 'child', limit: 6 })
  return candidates
    .filter(({ answer, probability }) => answer === 'open' && probability >= 0.001)
    .map(each => ({
      identity: each.identity,
      name: each.name,
      age: ageOrExpected(each, context.today),
      href: paths.childPage({ child: each.identity }),
      likely: likelyInWords(each.probability),
      says: each.evidence.map(({ inWords }) => inWords).filter(words => words !== ''),
    }))
}
