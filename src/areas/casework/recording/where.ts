import { paths } from '../paths.ts'
import { isVisitStep } from '../visits/kinds.ts'

/** Where a step is recorded: a visit on the short page, every other step on the page of its declaration. */
export const whereToRecord = (child: number, step: string): string =>
  isVisitStep(step) ? paths.visit({ child }) : paths.record({ child, step })
