import type { Role } from '../../../journey/roles.ts'
import { handovers } from '../../../ledger/handovers.ts'
import type { HandoverScope } from '../../../ledger/handovers.ts'
import { paths as shared, localInWords } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'

/** Whose handovers stand on a home: one's own, one’s team’s, or those of children in nobody's hands. */
const scopes: Readonly<Partial<Record<Role, HandoverScope>>> = {
  socialWorker: 'mine',
  personalAdviser: 'mine',
  earlyHelpWorker: 'mine',
  pointOfAccessWorker: 'nobody',
  teamManager: 'team',
  serviceManager: 'service',
}

const most = 6
const words = (answer: unknown): string => (typeof answer === 'string' ? answer : '')

/** What the duty team did at night and nobody has read yet, for a home; undefined where there is nothing. */
export const homeHandovers = async ({ database, context }: Asked) => {
  const scope = scopes[context.role]
  if (scope === undefined) return undefined
  const waiting = await handovers(database.sql, context, { scope })
  if (waiting.length === 0) return undefined
  return {
    count: waiting.length,
    href: shared.handovers({}, { scope }),
    late: waiting.filter(({ dueAt }) => dueAt < context.now).length,
    lines: waiting.slice(0, most).map(({ child, entry, name, step, at, answers, worker, opens, dueAt }) => ({
      name,
      href: shared.tonight({ child }),
      kind: step === 'dutyVisit' ? 'visit' : 'call',
      at: localInWords(at.slice(0, 16)),
      dayTeam: words(answers?.dayTeam),
      happened: words(answers?.happened ?? answers?.seenAndHeard),
      worker: scope === 'mine' ? null : worker,
      late: dueAt < context.now,
      accept: opens ? shared.acceptHandover({ child, entry }) : undefined,
    })),
  }
}
