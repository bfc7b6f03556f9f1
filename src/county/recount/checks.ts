import type { Controls } from '../controls/index.ts'
import { careChecks } from './care-checks.ts'
import { caseloadChecks } from './caseload-checks.ts'
import type { Check } from './check.ts'
import { derivedChecks, flowChecks, frontDoorChecks, stockChecks } from './flow-checks.ts'

/** Everything that the product's measures must count for the controls to be met. */
export const checksOf = (controls: Controls): readonly Check[] => [
  ...flowChecks(controls),
  ...derivedChecks(controls),
  ...stockChecks(controls),
  ...frontDoorChecks(controls),
  ...careChecks(controls),
  ...caseloadChecks(controls),
]
