import type { Context } from '../../../access/context.ts'
import { localTime } from '../../../calendar/index.ts'
import { safeForNow } from '../../../journey/index.ts'
import { handoverAccepted } from '../../../journey/steps/handover-accepted.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import type { Handover } from '../../../ledger/handovers.ts'
import { paths as common } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { ageOf, momentInWords } from '../words.ts'

const words = (answer: unknown): string => (typeof answer === 'string' ? answer : '')

/** What was handed over as a line: what happened, what is to be done, whose it is, and the button that accepts it. */
export const handoverLine = (context: Context, handover: Handover) => {
  const { child, entry, answers, dueAt, accepted, opens } = handover
  const safe = words(answers?.safeNow)
  const may = opens && accepted === null && whoMayRecord(handoverAccepted, context.today).includes(context.role)
  return {
    name: handover.name,
    age: ageOf(handover.bornOn, context.now),
    href: common.tonight({ child }),
    entryHref: opens ? common.entry({ child, entry }) : undefined,
    kind: handover.step === 'dutyVisit' ? 'Visit' : 'Call',
    at: momentInWords(handover.at),
    by: handover.by,
    opens,
    happened: words(answers?.happened ?? answers?.seenAndHeard),
    done: words(answers?.done),
    dayTeam: words(answers?.dayTeam),
    safe: Object.hasOwn(safeForNow, safe) ? safeForNow[safe as keyof typeof safeForNow] : '',
    isUnsafe: safe === 'notSafe' || safe === 'notKnown',
    whose: [handover.worker, handover.team].filter(Boolean).join(', ') || 'Nobody is allocated: the point of access',
    due: momentInWords(localTime(dueAt)),
    late: accepted === null && dueAt < context.now,
    accepted:
      accepted === null
        ? undefined
        : { by: accepted.by, at: momentInWords(localTime(accepted.at)), late: accepted.at > dueAt },
    accept: may ? paths.accept({ child, entry }) : undefined,
  }
}
