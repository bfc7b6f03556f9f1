import { contextAt } from '../../../access/context.ts'
import { allocationParts } from '../../../journey/allocation-parts.ts'
import { nextMoment } from '../../../council/index.ts'
import type { Team } from '../../../council/index.ts'
import { demandInPost, handOver } from '../../../ledger/handing.ts'
import type { Hand } from '../../../ledger/handing.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { askTransfers } from '../../../ledger/transfer-requests.ts'
import { counted, notFound, numberInWords, page, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Sent } from '../../../web/index.ts'
import { effectOn } from '../loads/effect.ts'
import { caseloadsOn } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import type { Part } from '../loads/parts.ts'
import { parts } from '../loads/parts.ts'
import { paths } from '../paths.ts'
import { allocates } from '../who.ts'
import { acts, isAct } from './acts.ts'
import type { ActName } from './acts.ts'
import { childrenIn, chosenChildren, kindOfWork, partAsked } from './chosen.ts'
import type { ChosenChild } from './chosen.ts'
import { ownTeams, receiverIn, receiversIn, receiverValue } from './receivers.ts'

type ForAct = Asked & { readonly params: { readonly act: string } }

/** All that the pages of one act need: who was chosen, in which part, and the loads of today. */
type Choice = {
  readonly act: ActName
  readonly children: readonly ChosenChild[]
  readonly part: Part
  readonly caseloads: Caseloads
  /** Why these children cannot be had for this, in words; empty where they can. */
  readonly problems: readonly string[]
}

const holdingOf = ({ holdings }: ChosenChild, part: Part) => holdings.find(each => each.part === part)

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

const choiceOf = async (asked: Asked, act: ActName, sent: Sent): Promise<Choice> => {
  const children = await chosenChildren(asked, childrenIn(sent), acts[act].look)
  const part = partAsked(textOf(sent.part), children)
  const { today, now } = asked.context
  return {
    act,
    children,
    part,
    caseloads: await caseloadsOn(asked.database.sql, { on: today, known: now, knownOn: undefined, present: true }),
    problems: children.flatMap(child => problemWith(child, act, part, asked) ?? []),
  }
}

const hrefOf = ({ act, children, part }: Choice, more: Readonly<Record<string, string>> = {}): string => {
  const pairs = [
    ...children.map(({ identity }): [string, string] => ['child', String(identity)]),
    ['part', part] as [string, string],
    ...Object.entries(more),
  ]
  return `${paths.place({ act })}?${new URLSearchParams(pairs).toString()}`
}

const kindsFor = ({ act, children, part }: Choice) =>
  act === 'co-work' ? [] : children.map(child => kindOfWork(child, part))

const childLine =
  ({ part, act }: Choice) =>
  (child: ChosenChild) => {
    const held = holdingOf(child, part)
    const second = child.holdings.find(each => each.part === 'coWorker')
    return {
      identity: child.identity,
      name: child.name,
      age: child.age,
      href: paths.child({ child: child.identity }),
      with: held?.workerName,
      held: String((act === 'co-work' ? second : held)?.heldBy ?? ''),
      replaces: act === 'co-work' ? second?.workerName : undefined,
    }
  }

const shared = (choice: Choice) => ({
  heading: acts[choice.act].heading,
  says: acts[choice.act].says,
  children: choice.children.map(childLine(choice)),
  count: counted(choice.children.length, 'child', 'children'),
  part: allocationParts[choice.part].toLowerCase(),
  action: paths.place({ act: choice.act }),
  hidden: [
    ...choice.children.map(({ identity }) => ({ name: 'child', value: identity })),
    { name: 'part', value: choice.part },
  ],
})

/** Teams that a list of receivers may be taken from: for a transfer any, for what is done at once one's own. */
const teamsOffered = (choice: Choice, asked: Asked) => {
  const own = ownTeams(choice.caseloads, asked.context)
  if (choice.act !== 'transfer') return own
  const holding = new Set(
    choice.caseloads.loads.flatMap(({ places }) =>
      places.flatMap(({ role, team }) => (role === choice.part ? [team.team] : [])),
    ),
  )
  return choice.caseloads.organisation.teams.filter(({ team }) => holding.has(team))
}

const showChoose = (
  asked: Asked,
  choice: Choice,
  problems: readonly string[] = [],
  status: 200 | 409 | 422 = 200,
): Answer => {
  const { context, query } = asked
  const offered = teamsOffered(choice, asked)
  const wanted = textOf(query.team)
  const own = offered.filter(({ team }) => context.teams.includes(team))
  const usual = choice.act === 'transfer' && own.length > 0 ? own : offered
  const chosen = offered.filter(({ team }) => team === wanted)
  const receivers = receiversIn(choice.caseloads, choice.part, chosen.length > 0 ? chosen : usual)
  const isHolder = (load: Load) =>
    choice.act !== 'allocate' && choice.children.some(child => holdingOf(child, choice.part)?.worker === load.worker)
  const kinds = kindsFor(choice)
  return page(
    'areas/caseloads/placing/choose.njk',
    {
      title: acts[choice.act].heading,
      ...shared(choice),
      errors: [...choice.problems, ...problems].map(text => ({ text, href: '#receivers' })),
      isMixed: new Set(choice.children.map(({ usualPart }) => usualPart)).size > 1,
      partsOffered: parts.map(part => ({ value: part, text: allocationParts[part], selected: part === choice.part })),
      teams: [
        { value: '', text: choice.act === 'transfer' && own.length > 0 ? 'My team' : 'All of them' },
        ...offered.map(({ team, name }) => ({ value: team, text: name, selected: team === wanted })),
      ],
      receivers: receivers
        .filter(({ load }) => !isHolder(load))
        .map(({ value, load, team }) => ({
          value,
          team: team.name,
          ...effectOn(choice.caseloads.policy, load, { comes: kinds }),
        })),
      usable: choice.children.length > 0 && choice.problems.length === 0,
    },
    { status },
  )
}

/** What those who pass children on would hold after, each once. */
const giversOf = ({ act, children, part, caseloads }: Choice) => {
  if (act === 'co-work') return []
  const givers = Map.groupBy(
    children.filter(child => holdingOf(child, part) !== undefined),
    child => holdingOf(child, part)?.worker ?? 0,
  )
  return [...givers].flatMap(([worker, own]) => {
    const load = caseloads.loads.find(each => each.worker === worker)
    return load === undefined
      ? []
      : [effectOn(caseloads.policy, load, { goes: own.map(child => kindOfWork(child, part)) })]
  })
}

type Found = { readonly worker: number; readonly team: Team; readonly load: Load }

/** Who was chosen from the list, or why it cannot be that worker, in words. */
const receiverFor = async (asked: Asked, choice: Choice, to: string): Promise<Found | string> => {
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

type Checking = {
  readonly words?: string
  readonly status?: 200 | 409 | 422
  readonly handover?: string
  readonly at?: string
}

const showCheck = (choice: Choice, { worker, team, load }: Found, checking: Checking = {}): Answer =>
  page(
    'areas/caseloads/placing/check.njk',
    {
      title: `${acts[choice.act].heading}: check`,
      ...shared(choice),
      errors: (checking.words === undefined ? [] : [checking.words]).map(text => ({
        text,
        href: checking.at ?? '#effect',
      })),
      to: receiverValue(worker, team.team),
      receiver: load.name,
      team: team.name,
      button: acts[choice.act].button,
      effects: [effectOn(choice.caseloads.policy, load, { comes: kindsFor(choice) }), ...giversOf(choice)],
      asksHandover: choice.act === 'transfer',
      handover: checking.handover ?? '',
      handoverProblem: checking.at === '#handover' ? checking.words : undefined,
      changeHref: hrefOf(choice),
    },
    { status: checking.status ?? 200 },
  )

/** The choice that an address or a form makes, or the page that says what is wrong with it. */
const choiceOrAnswer = async (asked: ForAct, sent: Sent): Promise<Choice | Answer> => {
  const { params, context } = asked
  if (!isAct(params.act)) return notFound()
  if (!acts[params.act].may(context)) return refused()
  const choice = await choiceOf(asked, params.act, sent)
  if (choice.children.length === 0) return showChoose(asked, choice, ['Choose at least one child.'], 422)
  return choice.problems.length > 0 ? showChoose(asked, choice, [], 409) : choice
}

/** Whom to put the chosen children with: a list of workers with their load now and after; then the check of the one chosen. */
export const showPlace = async (asked: ForAct): Promise<Answer> => {
  const { query } = asked
  const choice = await choiceOrAnswer(asked, query)
  if ('kind' in choice) return choice
  if (query.to === undefined) return showChoose(asked, choice)
  const found = await receiverFor(asked, choice, textOf(query.to))
  return typeof found === 'string' ? showChoose(asked, choice, [found], 422) : showCheck(choice, found)
}

const heldIn = (form: Sent, identity: number): number | null => {
  const text = textOf(form[`held-${identity}`])
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

const write = async (asked: Asked, choice: Choice, { worker, team }: Found, handover: string) => {
  const { act, children, part } = choice
  const context = contextAt(asked.context, await nextMoment(asked.database.sql))
  const to = { worker, team: team.team }
  if (act === 'transfer')
    return askTransfers(
      asked,
      context,
      children.map(({ identity }) => ({ identity, part, heldBy: heldIn(asked.form, identity) ?? 0, ...to })),
      handover,
    )
  const hands: readonly Hand[] = children.map(({ identity }) => ({
    identity,
    part: act === 'co-work' ? 'coWorker' : part,
    heldBy: heldIn(asked.form, identity),
    ...to,
  }))
  return handOver(asked, context, hands)
}

const longestHandover = 20_000

const handoverProblem = (act: ActName, handover: string): string | undefined => {
  if (act !== 'transfer') return undefined
  if (handover === '') return 'Write what the new worker needs to know'
  return handover.length > longestHandover
    ? `The handover must be ${numberInWords(longestHandover)} characters or fewer`
    : undefined
}

/** Does what was checked, for all the children or for none. Where it cannot be done the check says why, and keeps what was typed. */
export const place = async (asked: ForAct): Promise<Answer> => {
  const { form } = asked
  const choice = await choiceOrAnswer(asked, form)
  if ('kind' in choice) return choice
  const found = await receiverFor(asked, choice, textOf(form.to))
  if (typeof found === 'string') return showChoose(asked, choice, [found], 422)
  const handover = textOf(form.handover)
  const problem = handoverProblem(choice.act, handover)
  if (problem !== undefined) return showCheck(choice, found, { words: problem, at: '#handover', status: 422, handover })
  try {
    await write(asked, choice, found, handover)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return showCheck(choice, found, {
      words: error.message,
      status: error.kind === 'notAnAnswer' ? 422 : 409,
      handover,
    })
  }
  return redirect(
    choice.act === 'transfer' ? paths.transfers({}, { asked: 1 }) : paths.worker({ worker: found.worker }),
  )
}
