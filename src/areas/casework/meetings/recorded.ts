import { meetingKindOf } from '../../../journey/meetings.ts'
import { versionsOf } from '../../../ledger/read.ts'
import type { Entry } from '../../../ledger/read.ts'
import { answerRows, namesFor } from '../../../web/forms/index.ts'
import type { SummaryRow } from '../../../web/forms/index.ts'
import { entriesOf } from './minutes.ts'
import type { AskedAboutMeeting } from './open.ts'
import { namesInWords } from './words.ts'

/** What is recorded of the meeting, beside which its minutes are written. */
export type Recorded = { readonly names: string; readonly entry: Entry; readonly rows: readonly SummaryRow[] }

/** The entries of a meeting, each with the children of whom it says the same. */
export const recordedOf = async ({
  database,
  context,
  rules,
  meeting,
}: AskedAboutMeeting): Promise<readonly Recorded[]> => {
  const step = rules.pathway.steps[meetingKindOf(meeting.kind).step]
  const found = await Promise.all(
    [...entriesOf(meeting)].map(async ([number, children]) => {
      const [entry] = await versionsOf(database.sql, context, number)
      if (entry === undefined || step === undefined) return []
      const names = await namesFor(database.sql, context, [{ step, answers: entry.answers }])
      const about = meeting.children.filter(({ identity }) => children.includes(identity))
      return [
        {
          names: namesInWords(about.map(({ name }) => name)),
          entry,
          rows: answerRows(step, entry.answers, entry.outcome, names),
        },
      ]
    }),
  )
  return found.flat()
}
