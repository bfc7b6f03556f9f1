import { createFromSent, linkChild, unlinkChild } from '../../../door/links.ts'
import type { HouseholdSent } from '../../../door/links.ts'
import { childrenSent } from '../../../door/examine.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { motherSent } from '../../../door/probes.ts'
import { inTransaction } from '../../../store/database.ts'
import { notFound, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { backTo, isWrong, openRequest, writing, wrongOr } from './asked.ts'
import type { ForRequest } from './asked.ts'
import { showWith } from './show.ts'

export type ForChild = ForRequest & { readonly params: { readonly position: number } }

const said = (answers: Readonly<Record<string, unknown>>, name: string): string | null => {
  const answer = answers[name]
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null
}

/** What the request says of the household of one of its children. */
const householdSent = (request: OpenRequest, own: Readonly<Record<string, unknown>>): HouseholdSent => ({
  motherGiven: motherSent(request, own).given,
  motherFamily: motherSent(request, own).family,
  line: said(request.answers, 'line'),
  town: said(request.answers, 'town'),
  postcode: said(request.answers, 'postcode'),
})

const decideWhose = async (asked: ForChild, request: OpenRequest): Promise<void> => {
  const { form, params, database } = asked
  const { position } = params
  const context = await writing(asked)
  await inTransaction(
    database,
    async queries => {
      switch (textOf(form.act)) {
        case 'undo':
          return unlinkChild(queries, context, params.request, position)
        case 'new': {
          const child = (await childrenSent(queries, params.request)).find(each => each.position === position)
          await createFromSent(queries, context, params.request, position, householdSent(request, child?.answers ?? {}))
          return undefined
        }
        default:
          return linkChild(queries, context, params.request, {
            position,
            identity: Number(textOf(form.identity)) || 0,
            reason: textOf(form.reason).slice(0, 300),
          })
      }
    },
    { isolation: 'read committed' },
  )
}

/** Decides whose record a child of a request is: this one, a new one, or not that one after all; or looks for other names. */
export const decideChild = async (asked: ForChild): Promise<Answer> => {
  const request = await openRequest(asked, 'child of a request')
  if (request === undefined) return notFound()
  const { form, params } = asked
  if (textOf(form.act) === 'find')
    return showWith(asked, request, { looked: { position: params.position, words: textOf(form.words) } })
  try {
    await decideWhose(asked, request)
  } catch (error) {
    const wrong = wrongOr(error)
    return isWrong(wrong)
      ? showWith(asked, request, { wrong: { ...wrong, question: `child-${params.position}` } })
      : wrong
  }
  return backTo(asked, `#child-${params.position}`)
}
