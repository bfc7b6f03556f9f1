import type { AboutWhom } from '../../../ledger/about-whom.ts'
import type { Paragraphs } from '../../../ledger/paragraphs.ts'
import { namesInWords } from '../meetings/words.ts'

/** What is said of an entry about several children, by what is done to it for all of them at once. */
type Done = { readonly two: string; readonly more: string }

/** What an entry says of each of its children alone, by the child's number. */
export const paragraphsOf = ({ open }: AboutWhom): Paragraphs =>
  Object.fromEntries(open.flatMap(({ identity, paragraph }) => (paragraph === null ? [] : [[identity, paragraph]])))

/** What is said on a correction about several children. */
export const corrected: Done = { two: 'It is corrected for both.', more: 'It is corrected for all of them.' }

/**
 * For whom an entry was written, in words, where it is about more than one child; children who do not open are counted.
 * Nothing is said where the reader may not know of one: any number would tell that there is somebody.
 */
export const sharedInWords = ({ open, others, beyond }: AboutWhom, done: Done): string | undefined => {
  if (beyond || open.length + others < 2) return undefined
  const named = open.map(({ name }) => name)
  const counted = others === 0 ? [] : [`${others} other ${others === 1 ? 'child' : 'children'}`]
  return `This was written for ${namesInWords([...named, ...counted])}. ${open.length + others === 2 ? done.two : done.more}`
}
