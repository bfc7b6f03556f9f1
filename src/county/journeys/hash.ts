import { createHash } from 'node:crypto'
import type { SimulatedJourneys } from './simulate.ts'

/** A name for the journeys as a whole, in hexadecimal: the same controls and seed give the same. */
export const hashOf = ({ families }: SimulatedJourneys): string => {
  const hash = createHash('sha256')
  for (const family of families) hash.update(JSON.stringify(family))
  return hash.digest('hex')
}
