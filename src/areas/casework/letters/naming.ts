import { listed } from '../child/home.ts'
import type { ChildFacts } from '../child/facts.ts'

const isUnborn = ({ bornOn, expectedOn, given, preferred }: ChildFacts): boolean =>
  bornOn === null && expectedOn !== null && given === null && preferred === null

/** How a letter to the family calls a child: by the name the child goes by, and one without a name as the family would. */
const inFamily = (facts: ChildFacts): string =>
  isUnborn(facts)
    ? 'your unborn baby'
    : (facts.preferred ?? facts.given ?? (facts.family === null ? 'your child' : facts.name))

/** The children of a letter as a sentence to their family names them: `Amira and Tom`. */
export const namesInFamily = (about: readonly ChildFacts[]): string => listed(about.map(inFamily))

/** The children of a letter in full, for anybody else: `Amira Okafor-Byrne and Unborn baby of Grace Byrne`. */
export const namesToOthers = (about: readonly ChildFacts[]): string => listed(about.map(({ name }) => name))

/** The same at the beginning of a sentence. */
export const upperFirst = (words: string): string => words.charAt(0).toLocaleUpperCase('en-GB') + words.slice(1)
