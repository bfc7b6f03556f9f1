import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { missedVisitReasons } from '../../../journey/codes/visits.ts'
import { lowerFirst } from '../../../journey/sentences.ts'
import type { VisitRow } from './standing-asked.ts'

const isReason = (code: string): code is keyof typeof missedVisitReasons => Object.hasOwn(missedVisitReasons, code)

/** Times at which the child was not seen since it last was, and the reason of the last. */
const missedInWords = ({ missed, missedOn, missedBecause, missedWords }: VisitRow): string | undefined => {
  if (missed === 0 || missedOn === null) return undefined
  const reason =
    missedBecause !== null && isReason(missedBecause) ? lowerFirst(missedVisitReasons[missedBecause]) : missedWords
  const times = missed === 1 ? 'Not seen' : `Not seen ${missed} times, the last`
  return `${times} on ${inWords(missedOn)}${reason === null ? '' : `: ${reason}`}`
}

const since = {
  lookedAfter: 'this placement began',
  childProtectionPlan: 'the plan began',
  childInNeedPlan: 'the plan began',
  shortBreaks: 'the short breaks began',
}

/** Why a child was not seen face to face in time, from the record: what was decided, what was tried, how it was seen last. */
export const whyNotInTime = (row: VisitRow, on: CivilDate): readonly string[] => {
  const { delay } = row
  const reasons = [
    ...(delay === null
      ? []
      : [
          `${delay.until >= on ? 'Waits' : 'Was to wait'} on purpose until ${inWords(delay.until)}: ${delay.why} (${delay.by})`,
        ]),
    ...[missedInWords(row) ?? []].flat(),
    ...(row.virtual ? ['Last seen by video or telephone'] : []),
    ...(row.nth === 0 ? [`Not seen yet since ${since[row.group]}`] : []),
    ...(row.dueOn === null && row.standing === 'late'
      ? ['No visit is asked for: the record of this child needs to be looked at']
      : []),
  ]
  return row.standing === 'late' && reasons.length === 0 ? ['The record does not say'] : reasons
}

/** The last visit that counted, in words. */
export const lastVisit = ({
  nth,
  anchoredOn,
  virtual,
  alone,
}: VisitRow): { readonly text: string; readonly note?: string } =>
  nth === null || nth === 0 || anchoredOn === null
    ? { text: 'None yet' }
    : {
        text: inWords(anchoredOn),
        note: `${virtual ? 'Virtual' : 'Face to face'}, ${alone === true ? 'seen alone' : 'not seen alone'}`,
      }
