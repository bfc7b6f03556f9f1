import { contextAt } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/index.ts'
import { allocationParts } from '../../../journey/allocation-parts.ts'
import { handOver } from '../../../ledger/handing.ts'
import type { Hand } from '../../../ledger/handing.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { counted, notFound, page, redirect, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, Asked, Sent } from '../../../web/index.ts'
import { effectOn } from '../loads/effect.ts'
import { isPart } from '../loads/parts.ts'
import { aboutInWords, roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'
import { kindOfWork } from '../placing/chosen.ts'
import { ownTeams, receiverIn } from '../placing/receivers.ts'
import { going, keyOf, partOfReceiver, planOf, problemsOf } from './plan.ts'
import type { ForWorker, Move, Plan } from './plan.ts'

/** What it does to everybody's load: those who receive, and the one who passes on. */
const effectsOf = (plan: Plan) => {
  const moving = going(plan)
  const kinds = (moves: readonly Move[]) => moves.map(({ child, part }) => kindOfWork(child, part))
  const receiving = plan.receivers.flatMap(({ value, load }) => {
    const own = moving.filter(({ to }) => to === value)
    return own.length === 0 ? [] : [effectOn(plan.caseloads.policy, load, { comes: kinds(own) })]
  })
  const from = plan.caseloads.loads.find(({ worker }) => worker === plan.worker)
  return from === undefined ? receiving : [...receiving, effectOn(plan.caseloads.policy, from, { goes: kinds(moving) })]
}

const shown = (plan: Plan, { context }: Asked) => ({
  name: plan.name,
  leftOn: plan.leftOn === undefined ? undefined : inWords(plan.leftOn),
  action: paths.leaving({ worker: plan.worker }),
  workerHref: paths.worker({ worker: plan.worker }),
  effects: going(plan).length === 0 ? [] : effectsOf(plan),
  moving: counted(going(plan).length, 'child', 'children'),
  staying: plan.moves.length - going(plan).length,
  today: context.today,
})

const showChoose = (asked: ForWorker, plan: Plan, problems: readonly string[] = [], status: 200 | 422 = 200): Answer =>
  page(
    'areas/caseloads/leaving/choose.njk',
    {
      title: 'Reallocate a worker’s children',
      errors: problems.map(text => ({ text, href: '#children' })),
      ...shown(plan, asked),
      receivers: plan.receivers.map(({ value, load, team }) => ({
        value,
        name: load.name,
        team: team.name,
        about: aboutInWords(load, plan.away.get(load.worker)),
        children: load.children,
        room: roomInWords(load),
        checked: textsOf(asked.query.receiver).includes(value),
      })),
      children: plan.moves.map(({ child, part, to }) => ({
        key: keyOf(child.identity, part),
        name: child.name,
        age: child.age,
        href: paths.child({ child: child.identity }),
        part: allocationParts[part],
        items: [
          { value: '', text: `Stays with ${plan.name}` },
          ...plan.receivers
            .filter(receiver => partOfReceiver(receiver) === part)
            .map(({ value, load }) => ({ value, text: `${load.name} (${roomInWords(load)})`, selected: value === to })),
        ],
      })),
    },
    { status },
  )

const showCheck = (
  asked: ForWorker,
  plan: Plan,
  {
    words,
    handover = '',
    status = 200,
  }: { readonly words?: string; readonly handover?: string; readonly status?: 200 | 409 | 422 } = {},
): Answer =>
  page(
    'areas/caseloads/leaving/check.njk',
    {
      title: 'Reallocate a worker’s children: check',
      errors: words === undefined ? [] : [{ text: words, href: '#effect' }],
      ...shown(plan, asked),
      handover,
      children: going(plan).map(({ child, part, heldBy, to }) => ({
        key: keyOf(child.identity, part),
        name: child.name,
        age: child.age,
        href: paths.child({ child: child.identity }),
        heldBy,
        to,
        toName: plan.receivers.find(({ value }) => value === to)?.load.name ?? '',
      })),
      changeHref: `${paths.leaving({ worker: plan.worker })}?${new URLSearchParams(
        going(plan).map(({ child, part, to }): [string, string] => [`to-${keyOf(child.identity, part)}`, to]),
      ).toString()}`,
    },
    { status },
  )

/** A worker's children and who may take each over; with the effect of what has been chosen, and then the check. */
export const showLeaving = async (asked: ForWorker): Promise<Answer> => {
  const plan = await planOf(asked, asked.query)
  if (plan === undefined) return notFound()
  if (textOf(asked.query.action) !== 'check') return showChoose(asked, plan)
  const problems = problemsOf(plan)
  return problems.length > 0 ? showChoose(asked, plan, problems, 422) : showCheck(asked, plan)
}

const longestHandover = 20_000

/** The hands that a form asks for: every child named in it, whether the worker still holds the child or not. */
const handsIn = (form: Sent): readonly Hand[] =>
  Object.keys(form).flatMap(name => {
    const [, key = '', identity = '', part = ''] = /^to-(([1-9]\d{0,14})-([A-Za-z]+))$/.exec(name) ?? []
    const held = textOf(form[`held-${key}`])
    const receiver = receiverIn(textOf(form[name]))
    return isPart(part) && receiver !== undefined && /^[1-9]\d{0,14}$/.test(held)
      ? [{ identity: Number(identity), part, heldBy: Number(held), ...receiver }]
      : []
  })

/** Reallocates what was checked: every child or none. */
export const leave = async (asked: ForWorker): Promise<Answer> => {
  const { form, context, database } = asked
  const plan = await planOf(asked, form)
  if (plan === undefined) return notFound()
  const handover = textOf(form.handover)
  const hands = handsIn(form)
  if (hands.length === 0) return showChoose(asked, plan, ['Choose at least one child, and who takes over.'], 422)
  if (handover.length > longestHandover)
    return showCheck(asked, plan, { words: 'The handover must be 20,000 characters or fewer', handover, status: 422 })
  const teams = new Set(ownTeams(plan.caseloads, context).map(({ team }) => team))
  try {
    if (hands.some(({ team }) => !teams.has(team)))
      throw new Refusal(
        'notAllowed',
        'Children go to workers of your own teams here. Ask for a transfer to another team.',
      )
    await handOver(asked, contextAt(context, await nextMoment(database.sql)), hands, handover)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const now = (await planOf(asked, form)) ?? plan
    return showCheck(asked, now, { words: error.message, handover, status: 409 })
  }
  return redirect(paths.worker({ worker: plan.worker }, { moved: hands.length }))
}
