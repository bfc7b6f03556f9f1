import { addHours } from '../../../calendar/index.ts'
import { acceptHandover, handoverRate, handovers } from '../../../ledger/handovers.ts'
import type { HandoverScope } from '../../../ledger/handovers.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import type { Role } from '../../../journey/roles.ts'
import { page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked, AskedAboutChild, Part } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { handoverLine } from './line.ts'

const titles: Readonly<Record<HandoverScope, string>> = {
  mine: 'My children',
  team: 'My team',
  service: 'My service',
  nobody: 'Nobody’s',
  all: 'The county',
}

const scopesByRole: Readonly<Partial<Record<Role, readonly HandoverScope[]>>> = {
  pointOfAccessWorker: ['nobody'],
  dutyWorker: ['all'],
  socialWorker: ['mine', 'team'],
  personalAdviser: ['mine', 'team'],
  earlyHelpWorker: ['mine', 'team'],
  businessSupport: ['team'],
  teamManager: ['team', 'nobody', 'all'],
  serviceManager: ['service', 'nobody', 'all'],
  director: ['all', 'nobody'],
}

const daysShown = 7

/** The handover queue: what nobody has accepted, late ones first, then what was accepted in the last days. */
export const showHandovers = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const scopes = scopesByRole[context.role] ?? ['mine']
  const scope = scopes.find(each => each === textOf(query.scope)) ?? scopes[0] ?? 'mine'
  const from = addHours(context.now, -24 * daysShown)
  const [waiting, recent, rate] = await Promise.all([
    handovers(database.sql, context, { scope }),
    handovers(database.sql, context, { scope, since: from }),
    handoverRate(database.sql, { from: addHours(context.now, -24 * 28), until: context.now }),
  ])
  return page('areas/out-of-hours/handovers/handovers.njk', {
    title: 'Handovers from the night',
    accepted: textOf(query.accepted) !== '',
    scopes: scopes.map(each => ({
      text: titles[each],
      href: paths.handovers({}, { scope: each }),
      active: each === scope,
    })),
    scope,
    waiting: waiting.map(each => handoverLine(context, each)),
    read: recent
      .filter(({ accepted }) => accepted !== null)
      .toReversed()
      .map(each => handoverLine(context, each)),
    days: daysShown,
    rate: { ...rate, percent: rate.due === 0 ? undefined : Math.round((100 * rate.inTime) / rate.due) },
  })
}

type AskedToAccept = AskedAboutChild<{ readonly child: Part<number>; readonly entry: Part<number> }>

/** Accepts a handover by name, with one button, and goes back to where it was pressed. */
export const accept = async (asked: AskedToAccept): Promise<Answer> => {
  const { context, child, params, form } = asked
  try {
    await acceptHandover(asked, context, { child, entry: params.entry })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problem(409, 'This was not accepted', error.message, 'Go back to the list: it shows how things stand now.')
  }
  const back = textOf(form.back)
  return redirect(back === 'home' ? '/' : paths.handovers({}, { scope: back === '' ? undefined : back, accepted: 1 }))
}
