import type { Measure } from '../measure.ts'
import * as assessment from './assessment.ts'
import * as care from './care.ts'
import * as caseloads from './caseloads.ts'
import * as frontDoor from './front-door.ts'
import * as inNeed from './in-need.ts'
import * as protection from './protection.ts'

/** Every measure, by group as they are listed. */
export const measures: readonly Measure[] = [frontDoor, assessment, protection, inNeed, care, caseloads].flatMap(
  family => Object.values<Measure>(family),
)

const byId = new Map(measures.map(measure => [measure.id, measure]))

/** The measure of an id, or undefined. */
export const measureOf = (id: string): Measure | undefined => byId.get(id)
