import { ageOn, birthday, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { LegalStatus as Code } from '../../journey/index.ts'
import type { LegalStatus } from '../controls/index.ts'
import type { Care } from '../journeys/index.ts'
import { on, workingDayFrom } from './act.ts'
import type { Making } from './act.ts'

/** The legal status with which a period begins, in the code of the return. */
export const statuses: Readonly<Record<LegalStatus, Code>> = {
  section20: 'V2',
  interimCareOrder: 'C1',
  emergencyProtectionOrder: 'L2',
  policeProtection: 'L1',
  remand: 'J1',
}

/** How the legal status goes on from where it began, with the day of each change. */
export const legalPath = (
  { stream, child }: Making,
  care: Care,
): readonly { readonly day: DayNumber; readonly status: Code }[] => {
  const path: { day: DayNumber; status: Code }[] = []
  let status = statuses[care.legalStatus]
  let day = care.startedOn
  const end = care.endedOn ?? Infinity
  // No care order can be made once the child is 17.
  const lastOrder = dayNumber(birthday(on(child.bornOn), 17)) - 1
  const change = (days: number, to: Code): boolean => {
    const then = day + days
    if (then >= end || ((to === 'C1' || to === 'C2') && then > lastOrder)) return false
    day = then
    status = to
    path.push({ day, status })
    return true
  }
  if (status === 'L1') change(stream.whole(1, 3), stream.happens(0.45) && day + 3 <= lastOrder ? 'C1' : 'V2')
  if (status === 'L2') change(stream.whole(5, 8), day + 8 <= lastOrder ? 'C1' : 'V2')
  if (status === 'V2' && !care.isUasc && ageOn(on(child.bornOn), on(day)) < 16 && stream.happens(0.3))
    change(stream.whole(40, 120), 'C1')
  if (status === 'C1' && stream.happens(0.8)) change(stream.whole(150, 240), 'C2')
  if (status === 'C2' && care.endReason === 'adopted' && end - day > 200)
    change(end - day - stream.whole(150, 190), 'E1')
  // Emergencies wait for no working day; courts do.
  return path.map(step => ({
    ...step,
    day: step.day - care.startedOn < 10 ? step.day : Math.min(workingDayFrom(step.day), end - 1),
  }))
}
