import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { aboutWhom, isClosed } from '../../../ledger/about-whom.ts'
import { withdraw } from '../../../ledger/correct.ts'
import { versionsOf } from '../../../ledger/read.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, page, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { sentenceOf } from '../story/story.ts'
import { sharedInWords } from './shared.ts'
import { stepToRecord } from './state.ts'

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

type Told = { readonly wrong?: string; readonly notice?: string; readonly status?: 409 | 422 }

/** The page as the entry stands now, with the reason as it was typed, whatever became of it. */
const show = async (asked: ForEntry, reason: string, { wrong, notice, status }: Told = {}): Promise<Answer> => {
  const { database, rules, context, child, params } = asked
  const about = { entry: params.entry, child }
  const [[entry], whom] = await Promise.all([
    versionsOf(database.sql, context, params.entry),
    aboutWhom(database.sql, context, about),
  ])
  if (entry === undefined || whom === undefined) return notFound()
  if (stepToRecord(rules, context, entry.step) === undefined) return refused()
  const record = await childRecord(asked)
  return page(
    'areas/casework/recording/withdraw.njk',
    {
      title: 'Withdraw an entry',
      frame: frameOf(rules, context, record, 'none'),
      sentence: sentenceOf(rules, entry),
      on: entry.happenedOn,
      version: entry.version,
      withdrawn: entry.withdrawn
        ? { by: entry.authorName, at: entry.recordedAt, reason: entry.correctionReason }
        : undefined,
      shared: sharedInWords(whom, { two: 'It is withdrawn for both.', more: 'It is withdrawn for all of them.' }),
      closed: isClosed(whom),
      notice,
      reason,
      errors: wrong === undefined ? [] : [{ text: wrong, href: '#reason' }],
      back: paths.entry(about),
    },
    { status: status ?? 200 },
  )
}

/** The page on which an entry that should never have been made is withdrawn. */
export const showWithdraw = (asked: ForEntry): Promise<Answer> => show(asked, '')

/** Withdraws an entry with a reason; it stays readable and counts for nothing. Who comes second is told, and the reason kept. */
export const withdrawEntry = async (asked: ForEntry): Promise<Answer> => {
  const { database, context, child, params, form } = asked
  const reason = textOf(form.reason)
  if (reason === '') return show(asked, reason, { wrong: 'Say why this is withdrawn', status: 422 })
  if (reason.length > 2000)
    return show(asked, reason, {
      wrong: `The reason must be 2000 characters or fewer; it has ${reason.length}`,
      status: 422,
    })
  const whom = await aboutWhom(database.sql, context, { entry: params.entry, child })
  if (whom === undefined) return notFound()
  if (isClosed(whom)) return show(asked, reason, { status: 409 })
  const version = /^[1-9]\d{0,8}$/.test(textOf(form.version)) ? Number(textOf(form.version)) : 0
  const at = contextAt(context, await nextMoment(database.sql))
  try {
    await withdraw(asked, at, { entry: params.entry, version, reason })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(asked, reason, { notice: error.message, status: 409 })
  }
  return redirect(paths.entry({ child, entry: params.entry }))
}
