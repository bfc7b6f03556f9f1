import { paths as shared } from '../../../web/paths.ts'
import { paths } from '../paths.ts'
import { isVisitStep } from '../visits/kinds.ts'

/**
 * Where a step is recorded: a visit on the short page, supervision of the worker who holds the child with all that worker’s
 * children, every other step on the page of its declaration.
 */
export const whereToRecord = (child: number, step: string): string =>
  isVisitStep(step)
    ? paths.visit({ child })
    : step === 'supervision' || step === 'supervisionReply'
      ? shared.supervisionOfChild({ child })
      : paths.record({ child, step })
