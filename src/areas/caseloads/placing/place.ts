import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/index.ts'
import { handOver } from '../../../ledger/handing.ts'
import type { Hand } from '../../../ledger/handing.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { askTransfers } from '../../../ledger/transfer-requests.ts'
import { notFound, numberInWords, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Sent } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { acts, isAct } from './acts.ts'
import type { ActName } from './acts.ts'
import { choiceOf, receiverFor } from './choice.ts'
import type { Choice, ForAct, Found } from './choice.ts'
import { showCheck, showChoose } from './pages.ts'

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
    choice.act === 'transfer'
      ? paths.transfers({}, { asked: 1 })
      : paths.worker({ worker: found.worker }, { placed: choice.children.length }),
  )
}
