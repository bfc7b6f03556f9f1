import { bankHolidays } from '../../calendar/bank-holidays.ts'
import { dateAt, weekday } from '../../calendar/index.ts'
import { page } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** A page that says nothing of help: where somebody is taken who leaves in a hurry, whether or not anything else can be reached. */
export const showPlain = ({ now }: AskedByAnyone): Answer => {
  const today = dateAt(now)
  return page('areas/entrance/plain.njk', {
    title: 'Bank holidays in England',
    days: bankHolidays
      .filter(day => day >= today)
      .toSorted()
      .slice(0, 12)
      .map(day => ({ day, weekday: weekdays[weekday(day)] })),
  })
}
