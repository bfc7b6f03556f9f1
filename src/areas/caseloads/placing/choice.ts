import { allocationParts } from '../../../journey/allocation-parts.ts'
import type { Team } from '../../../council/index.ts'
import { demandInPost } from '../../../ledger/handing.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked, Sent } from '../../../web/index.ts'
import { awayByWorker } from '../loads/away.ts'
import { caseloadsOn } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import type { Part } from '../loads/parts.ts'
import { atPresent } from '../loads/stock.ts'
import { allocates } from '../who.ts'
import { acts } from './acts.ts'
import type { ActName } from './acts.ts'
import { childrenIn, chosenChildren, kindOfWork, partAsked } from './chosen.ts'
import type { ChosenChild } from './chosen.ts'
import { ownTeams, receiverIn } from './receivers.ts'

export type ForAct = Asked & { readonly params: { readonly act: string } }

/** All that the pages of one act need: who was chosen, in which part, and the loads of today. */
export type Choice = {
  readonly act: ActName
  readonly children: readonly ChosenChild[]
  readonly part: Part
  readonly caseloads: Caseloads
  /** Who is away today, in words. */
  readonly away: ReadonlyMap<number, string>
  /** Why these children cannot be had for this, in words; empty where they can. */
  readonly problems: readonly string[]
}

/** In whose hands a child is in a part. */
export const holdingOf = ({ holdings }: ChosenChild, part: Part) => holdings.find(each => each.part === part)

const problemWith = (child: ChosenChild, act: ActName, part: Part, asked: Asked): string | undefined => {
  const held = holdingOf(child, part)
  if (act === 'allocate')
    return held === undefined
      ? undefined
      : `${child.name} is allocated to ${held.workerName}: ask for a transfer from there.`
  if (held === undefined)
    return `${child.name} has no ${allocationParts[part].toLowerCase()} any more: there is nobody to pass the child on from.`
  return act === 'transfer' && !allocates(asked.context) && held.worker !== asked.context.worker
    ? `${child.name} is with ${held.workerName}, who asks for a transfer, or a manager does.`
    : undefined
}

/** The choice that an address or a form makes. */
export const choiceOf = async (asked: Asked, act: ActName, sent: Sent): Promise<Choice> => {
  const { database, context } = asked
  const children = await chosenChildren(asked, childrenIn(sent), acts[act].look)
  const part = partAsked(textOf(sent.part), children)
  const caseloads = await caseloadsOn(database.sql, atPresent(context))
  const workers = caseloads.loads.map(({ worker }) => worker)
  return {
    act,
    children,
    part,
    caseloads,
    away: await awayByWorker(database.sql, context.today, workers),
    problems: children.flatMap(child => problemWith(child, act, part, asked) ?? []),
  }
}

/** What the children will weigh as, for whoever receives them: nothing for a co-worker. */
export const kindsFor = ({ act, children, part }: Choice) =>
  act === 'co-work' ? [] : children.map(child => kindOfWork(child, part))

/** Teams that a list of receivers may be taken from: for a transfer any, for what is done at once one's own. */
export const teamsOffered = (choice: Choice, asked: Asked) => {
  const own = ownTeams(choice.caseloads, asked.context)
  if (choice.act !== 'transfer') return own
  const holding = new Set(
    choice.caseloads.loads.flatMap(({ places }) =>
      places.flatMap(({ role, team }) => (role === choice.part ? [team.team] : [])),
    ),
  )
  return choice.caseloads.organisation.teams.filter(({ team }) => holding.has(team))
}

/** Somebody chosen from the list. */
export type Found = { readonly worker: number; readonly team: Team; readonly load: Load }

/** Who was chosen from the list, or why it cannot be that worker, in words. */
export const receiverFor = async (asked: Asked, choice: Choice, to: string): Promise<Found | string> => {
  const receiver = receiverIn(to)
  if (receiver === undefined) return 'Choose a worker from the list.'
  try {
    await demandInPost(asked.database.sql, asked.context, [receiver])
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  const team = teamsOffered(choice, asked).find(each => each.team === receiver.team)
  const load = choice.caseloads.loads.find(
    ({ worker, places }) =>
      worker === receiver.worker &&
      places.some(place => place.team.team === receiver.team && place.role === choice.part),
  )
  return team === undefined || load === undefined
    ? 'That worker is not among those whom you may choose. Choose somebody from the list.'
    : { worker: receiver.worker, team, load }
}
