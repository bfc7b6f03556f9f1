import { ofFamilies } from './of-families.ts'
import { ofProfessionals } from './of-professionals.ts'
import type { Telling } from './telling.ts'

/** All of them, in the order in which they came. */
export const tellings: readonly Telling[] = [...ofProfessionals, ...ofFamilies].toSorted((one, other) =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
)
