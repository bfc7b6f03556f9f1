import { notFound, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { toMeeting } from './invitee-form.ts'
import { noteReport } from './invitees.ts'
import type { AskedAboutMeeting } from './open.ts'

type ForReport = AskedAboutMeeting & { readonly params: { readonly report: number } }

/** Notes that a report came today, or takes that back. */
export const reportCame = async (asked: ForReport): Promise<Answer> => {
  const { database, context, meeting, params, form } = asked
  if (!meeting.reports.some(({ report }) => report === params.report)) return notFound()
  await noteReport(database.sql, context, {
    meeting: meeting.meeting,
    report: params.report,
    cameOn: textOf(form.came) === 'no' ? null : context.today,
  })
  return toMeeting(asked)
}
