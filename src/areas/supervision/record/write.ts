import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { recordWithin } from '../../../ledger/record.ts'
import { inTransaction } from '../../../store/index.ts'
import type { Asked } from '../../../web/index.ts'
import type { AgendaChild } from '../agenda/child.ts'
import type { Read } from './form.ts'

/** What a decision about one child becomes: a manager's oversight, so that it stands in that child's record alone. */
const decisionAnswers = (heldOn: unknown, { words, decision, who, by, drift }: Read['children'][number]) => ({
  heldOn,
  event: 'Supervision',
  decision,
  rationale: words === '' ? 'Talked about in supervision.' : words,
  ...(who === '' ? {} : { who }),
  ...(by === undefined ? {} : { byWhen: by }),
  ...(drift.length === 0 ? {} : { drift, lookAgainOn: by }),
})

/**
 * Records a supervision whole or not at all: the entry about all children of whom something is said, a decision about a
 * child in that child's record, and of earlier decisions those that are done. Answers with the supervision's number.
 */
export const writeSupervision = async (
  request: Asked,
  read: Read,
  {
    children,
    done,
    draft,
  }: { readonly children: readonly AgendaChild[]; readonly done: readonly number[]; readonly draft: number },
): Promise<number> => {
  const { database, context: asking } = request
  const context: Context = contextAt(asking, await nextMoment(database.sql))
  const { heldOn } = read.answers
  return inTransaction(
    database,
    async queries => {
      const entry = await recordWithin(queries, request, context, {
        step: 'supervision',
        subjects: read.children.map(({ child, words, decision }) => ({
          identity: child,
          paragraph: words === '' ? decision : words,
        })),
        answers: read.answers,
        outcome: 'held',
        draft,
      })
      for (const said of read.children.filter(({ decision }) => decision !== ''))
        await recordWithin(queries, request, context, {
          step: 'managementOversight',
          subjects: [{ identity: said.child }],
          answers: decisionAnswers(heldOn, said),
          outcome: 'recorded',
          follows: entry,
        })
      for (const { child, decisions } of children)
        for (const decision of decisions.filter(each => done.includes(each.entry)))
          await recordWithin(queries, request, context, {
            step: 'managementOversight',
            subjects: [{ identity: child }],
            answers: {
              heldOn,
              event: decision.event,
              decision: decision.decision,
              rationale: 'Seen to be done, in supervision.',
            },
            outcome: 'done',
            follows: decision.entry,
          })
      return entry
    },
    { isolation: 'read committed' },
  )
}
