import type { Role } from '../../../journey/roles.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { daysOfTimes, missingNow } from '../../../ledger/missing-now.ts'
import type { MissingNow } from '../../../ledger/missing-now.ts'
import type { HandoverScope } from '../../../ledger/handovers.ts'
import type { Context } from '../../../access/context.ts'
import { counted, goneInWords, localInWords } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import type { Glance } from '../../../web/glance.ts'
import { stepsOfRole } from '../child/recordable.ts'
import { paths } from '../paths.ts'
import { whereToRecord } from '../recording/where.ts'

/** Whose children who are missing stand on a home: one's own, one's team's, one's service's, or everybody's. */
const scopes: Readonly<Partial<Record<Role, HandoverScope>>> = {
  socialWorker: 'mine',
  personalAdviser: 'mine',
  earlyHelpWorker: 'mine',
  dutyWorker: 'all',
  teamManager: 'team',
  serviceManager: 'service',
  director: 'all',
}

const lineOf = (rules: Rules, context: Context, scope: HandoverScope, each: MissingNow) => ({
  name: each.name,
  href: paths.child({ child: each.child }),
  away: each.away,
  since: localInWords(each.since),
  gone: goneInWords(each.since, context.now),
  times: each.times,
  worker: scope === 'mine' ? null : (each.worker ?? 'nobody'),
  team: scope === 'mine' ? null : each.team,
  returnHref: stepsOfRole(rules, context).includes('returnFromMissing')
    ? whereToRecord(each.child, 'returnFromMissing')
    : undefined,
})

/** Who is missing now, for a home; undefined where nobody is. */
export const homeMissing = async ({ database, rules, context }: Asked) => {
  const scope = scopes[context.role]
  if (scope === undefined) return undefined
  const missing = await missingNow(database.sql, context, scope)
  if (missing.length === 0) return undefined
  return {
    count: missing.length,
    days: daysOfTimes,
    lines: missing.map(each => lineOf(rules, context, scope, each)),
  }
}

/** How many children are missing now; nothing where nobody is. */
export const whoIsMissing: Glance = async ({ database, context }) => {
  const missing = await missingNow(database.sql, context, scopes[context.role] ?? 'service')
  const first = missing[0]
  if (first === undefined) return undefined
  return {
    question: 'late',
    says: '',
    lines: [
      {
        name: 'Missing now',
        href: `${paths.home()}#missing-now`,
        figure: counted(missing.length, 'child', 'children'),
        words: `the longest for ${goneInWords(first.since, context.now)}`,
        weight: 1_000_000,
      },
    ],
  }
}
