import { rememberedFor } from '../../access/remembered-for.ts'
import { counted, numberInWords } from '../../web/index.ts'
import type { Glance, GlanceLine } from '../../web/glance.ts'
import { countTransfersToAnswer } from '../../ledger/transfer-requests.ts'
import { groupsOf } from './loads/groups.ts'
import type { Group } from './loads/groups.ts'
import { caseloadsOn } from './loads/load.ts'
import { atPresent } from './loads/stock.ts'
import { paths } from './paths.ts'
import { countWaiting } from './waiting/who-waits.ts'
import { allocates } from './who.ts'

const lineOf = (group: Group): GlanceLine => {
  const over = group.weight - group.allowed
  return {
    name: group.name,
    href: paths.team({ team: group.key }),
    figure: counted(group.children, 'child', 'children'),
    words: [
      over > 0
        ? `${numberInWords(Math.round(over * 10) / 10)} over what policy allows its ${counted(group.workers, 'worker')}`
        : `room for ${numberInWords(Math.round(-over * 10) / 10)} more by policy`,
      ...(group.over === 0 ? [] : [`${counted(group.over, 'worker')} over policy`]),
      ...(group.above === 0 ? [] : [`${group.above} above the threshold`]),
    ].join('; '),
    weight: group.allowed === 0 ? 0 : over / group.allowed,
  }
}

/** The teams that hold more than policy allows, most first. */
export const whereTheLoadIs: Glance = async ({ database, context }) => {
  const { loads, organisation } = await caseloadsOn(database.sql, atPresent(context))
  const teams = groupsOf(loads, organisation, 'team').filter(({ key }) => {
    const service = organisation.teams.find(({ team }) => team === key)?.service
    return context.role === 'director' || (service !== undefined && context.services.includes(service))
  })
  const strained = teams.filter(({ weight, allowed, over }) => weight > allowed || over > 0)
  return {
    question: 'load',
    says: `${strained.length === 0 ? 'No team' : counted(strained.length, 'team')} of ${teams.length} ${strained.length > 1 ? 'hold' : 'holds'} more than policy allows, as a whole or by a worker.`,
    lines: strained.map(lineOf),
    more: { text: 'Caseloads', href: paths.caseloads() },
  }
}

/** Children who wait to be allocated, and transfers that wait for an answer. */
export const whoWaitsForADecision: Glance = async ({ database, rules, context }) => {
  const [waiting, transfers] = await Promise.all([
    rememberedFor(database.sql, context, 'how many wait', () => countWaiting(database.sql, rules, context, {})),
    countTransfersToAnswer(database.sql, context),
  ])
  const lines: readonly GlanceLine[] = [
    ...(waiting === 0
      ? []
      : [
          {
            name: 'Allocation',
            href: allocates(context) ? paths.waiting() : paths.caseloads(),
            figure: counted(waiting, 'child', 'children'),
            words: 'wait for a worker',
            weight: waiting,
          },
        ]),
    ...(transfers === 0
      ? []
      : [
          {
            name: 'Transfers',
            href: paths.transfers(),
            figure: counted(transfers, 'transfer'),
            words: 'wait for your answer',
            weight: transfers,
          },
        ]),
  ]
  return {
    question: 'decisions',
    says: lines.length === 0 ? 'No allocation or transfer waits.' : '',
    lines,
    more: { text: 'Supervision and oversight', href: paths.supervision() },
  }
}
