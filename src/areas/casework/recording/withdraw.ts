import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { withdraw } from '../../../ledger/correct.ts'
import { notFound, page, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { sentenceOf } from '../story/story.ts'
import { currentEntry, stepToRecord } from './state.ts'

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

const show = async (asked: ForEntry, reason: string, wrong?: string): Promise<Answer> => {
  const { rules, context, child, params } = asked
  const entry = await currentEntry(asked, params.entry)
  if (entry === undefined) return notFound()
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
      reason,
      errors: wrong === undefined ? [] : [{ text: wrong, href: '#reason' }],
      back: paths.entry({ child, entry: entry.entry }),
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

/** The page on which an entry that should never have been made is withdrawn. */
export const showWithdraw = (asked: ForEntry): Promise<Answer> => show(asked, '')

/** Withdraws an entry with a reason; it stays readable and counts for nothing. */
export const withdrawEntry = async (asked: ForEntry): Promise<Answer> => {
  const { database, context, child, params, form } = asked
  const reason = textOf(form.reason)
  if (reason === '') return show(asked, reason, 'Say why this is withdrawn')
  if (reason.length > 2000)
    return show(asked, reason, `The reason must be 2000 characters or fewer; it has ${reason.length}`)
  const version = /^[1-9]\d{0,8}$/.test(textOf(form.version)) ? Number(textOf(form.version)) : 0
  const at = contextAt(context, await nextMoment(database.sql))
  await withdraw(asked, at, { entry: params.entry, version, reason })
  return redirect(paths.entry({ child, entry: params.entry }))
}
