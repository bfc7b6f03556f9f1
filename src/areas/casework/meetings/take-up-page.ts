import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { takeUpEntry } from './minutes.ts'
import { paths } from './paths.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

/** Asks before a meeting is made of an entry that was recorded without one. */
export const showTakeUp = async (asked: ForEntry): Promise<Answer> =>
  page('areas/casework/meetings/take-up.njk', {
    title: 'Begin the minutes',
    frame: frameOf(asked.rules, asked.context, await childRecord(asked), 'meetings'),
    back: paths.minutesQueue(),
  })

/** Makes a meeting of an entry that was recorded without one, and goes on to its minutes. */
export const takeUp = async (asked: ForEntry): Promise<Answer> => {
  const meeting = await takeUpEntry(asked, asked.context, asked.params.entry)
  return meeting === undefined ? notFound() : redirect(paths.minutes({ meeting }))
}
