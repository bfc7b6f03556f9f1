import { ageInWords, dateAt, inWords } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { OpenRequest } from '../../door/open-request.ts'
import { priorities } from '../../door/priorities.ts'
import { childInWords } from '../../door/questions/index.ts'
import { timeLeft } from '../../door/working-time.ts'

export { fromWhom, kindInWords } from '../../door/told.ts'

/** Words cut at a space, for a line or two of a list. */
export const inBrief = (words: string | null, longest = 180): string => {
  const text = (words ?? '').replaceAll(/\s+/g, ' ').trim()
  if (text.length <= longest) return text
  const space = text.lastIndexOf(' ', longest)
  return `${text.slice(0, space > 0 ? space : longest)}…`
}

/** The age of a child as far as it is known: years, or when it is expected. */
export const ageOrExpected = (
  { bornOn, expectedOn }: { readonly bornOn: CivilDate | null; readonly expectedOn: CivilDate | null },
  today: CivilDate,
): string => {
  if (bornOn !== null) return bornOn <= today ? ageInWords(bornOn, today) : ''
  return expectedOn === null ? 'age not known' : `expected ${inWords(expectedOn)}`
}

/** A child of a request as whoever sent it calls it. */
export const sentName = (child: {
  readonly given: string | null
  readonly family: string | null
  readonly motherGiven: string | null
  readonly motherFamily: string | null
}): string => {
  const { given, family, motherGiven, motherFamily } = child
  const said = (name: string, value: string | null) => (value === null ? {} : { [name]: value })
  return childInWords({
    ...said('given', given),
    ...said('family', family),
    answers: { ...said('motherGiven', motherGiven), ...said('motherFamily', motherFamily) },
  })
}

/** The clock of a request, until it is decided. */
export const clockOf = ({ receivedAt, decideBy, decidedAt }: OpenRequest, now: Instant) =>
  decidedAt === null
    ? timeLeft(receivedAt, decideBy, now)
    : { words: decidedAt <= decideBy ? 'Decided in time' : 'Decided late', isLate: false, gone: 100 }

/** The priority in words, with its reason, and whether it is to be seen at once. */
export const priorityOf = ({ priority, priorityWhy }: OpenRequest) => ({
  words: priorities[priority],
  why: priorityWhy,
  isUrgent: priority === 'urgent',
})

/** `Today 10:42`, or the day. */
export const receivedInWords = (at: Instant, today: CivilDate): string =>
  dateAt(at) === today ? 'today' : inWords(dateAt(at))
