import { agreeTo, returnProposal } from '../../../door/proposals.ts'
import { ask, withdrawEnquiry } from '../../../door/ask.ts'
import { isPriority } from '../../../door/priorities.ts'
import { addScreeningNote, changePriority, claim, handBack } from '../../../door/standing.ts'
import { notFound, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, Sent } from '../../../web/index.ts'
import { backTo, isWrong, openRequest, writing, wrongOr } from './asked.ts'
import type { ForRequest } from './asked.ts'
import { showWith } from './show.ts'

type ForDecision = ForRequest & { readonly params: { readonly decision: number } }
type ForEnquiry = ForRequest & { readonly params: { readonly enquiry: number } }

/** Keeps what was typed in the forms of the page, so that a form that came back with an error still holds it. */
const typedIn = (form: Sent): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, textOf(value)]))

/** Does something about a request and goes back to its page, or shows the page with what was wrong. */
const doing =
  <Asked extends ForRequest>(act: string, work: (asked: Asked) => Promise<unknown>, place = '') =>
  async (asked: Asked): Promise<Answer> => {
    const request = await openRequest(asked, act)
    if (request === undefined) return notFound()
    try {
      await work(asked)
    } catch (error) {
      const wrong = wrongOr(error)
      return isWrong(wrong) ? showWith(asked, request, { wrong, typed: typedIn(asked.form) }) : wrong
    }
    return backTo(asked, place)
  }

export const claimIt = doing('claim a request', async asked =>
  claim(asked.database.sql, await writing(asked), asked.params.request),
)

export const handItBack = doing('hand back a request', async asked =>
  handBack(asked.database.sql, await writing(asked), asked.params.request, textOf(asked.form.words).slice(0, 2000)),
)

export const screenIt = doing(
  'screen a request',
  async asked =>
    addScreeningNote(asked.database.sql, await writing(asked), asked.params.request, textOf(asked.form.note)),
  '#history',
)

export const prioritiseIt = doing('prioritise a request', async asked => {
  const priority = textOf(asked.form.priority)
  await changePriority(asked.database.sql, await writing(asked), asked.params.request, {
    priority: isPriority(priority) ? priority : 'usual',
    why: textOf(asked.form.why),
  })
})

export const askAbout = doing(
  'ask a partner',
  async asked => {
    const { form, params } = asked
    await ask(asked.database, await writing(asked), {
      request: params.request,
      partner: Number(textOf(form.partner)),
      children: textsOf(form.children).map(Number),
      question: textOf(form.question),
    })
  },
  '?done=asked#enquiries',
)

export const withdrawIt = doing<ForEnquiry>(
  'withdraw an enquiry',
  async asked => withdrawEnquiry(asked.database, await writing(asked), asked.params),
  '#enquiries',
)

export const agreeToIt = doing<ForDecision>(
  'agree to a decision',
  async asked => agreeTo(asked, await writing(asked), asked.params.request, asked.params.decision),
  '?done=decided',
)

export const sendItBack = doing<ForDecision>(
  'return a decision',
  async asked =>
    returnProposal(asked, await writing(asked), asked.params.request, {
      decision: asked.params.decision,
      why: textOf(asked.form.why),
    }),
  '?done=returned',
)
