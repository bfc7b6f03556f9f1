import { inWords } from '../../../calendar/index.ts'
import type { ChildKnown } from '../../../door/known-of.ts'
import { search } from '../../../people/index.ts'
import type { Found } from '../../../people/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { ageOrExpected } from '../words.ts'

/** A child of the record whom a child of a request may be. */
export type CandidateOnPage = {
  readonly identity: number
  readonly name: string
  readonly age: string
  readonly href: string
  /** What speaks for and against it, field by field. */
  readonly says: readonly string[]
}

const fold = (text: string | null): string => (text ?? '').normalize('NFC').toLowerCase().trim()

const saysOf = (child: ChildKnown, found: Found): readonly string[] => {
  const words = fold(found.name)
  const has = (name: string | null) => fold(name) !== '' && words.includes(fold(name))
  return [
    has(child.given) ? 'first name the same' : 'another first name',
    has(child.family) ? 'last name the same' : 'another last name',
    child.bornOn === null || found.bornOn === null
      ? 'a date of birth is missing'
      : child.bornOn === found.bornOn
        ? 'date of birth the same'
        : `born ${inWords(found.bornOn)}`,
  ]
}

/** Children of the record by these words. */
export const candidatesByWords = async (
  { database, context }: Asked,
  child: ChildKnown,
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
      says: saysOf(child, each),
    }))
}

/** Children of the record whom a child of a request may be, the likeliest first. */
export const candidatesFor = async (asked: Asked, child: ChildKnown): Promise<readonly CandidateOnPage[]> => {
  const own = [child.given, child.family].filter(Boolean).join(' ')
  return candidatesByWords(
    asked,
    child,
    own === '' ? [child.motherGiven, child.motherFamily].filter(Boolean).join(' ') : own,
  )
}
