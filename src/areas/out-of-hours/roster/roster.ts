import { addDays, isCivilDate, isWorkingDay, startOfDay, weekday } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { dutyPeriods, hoursOf, nightOf, shiftsOn } from '../../../council/duty-hours.ts'
import { managesDutyTeam, rosterChanges, rosterWithin } from '../../../council/duty-roster.ts'
import type { DutyShift } from '../../../council/duty-roster.ts'
import { instantInWords, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { byDiscipline, disciplineInWords, hoursInWords, weekdayInWords } from '../words.ts'

const mondayOf = (day: CivilDate): CivilDate => addDays(day, -weekday(day))

/** The week whose Monday an address names, or this one. */
const weekOf = ({ context, query }: Asked): CivilDate => {
  const from = textOf(query.from)
  return isCivilDate(from) && from >= '2011-01-01' && from <= '2030-12-01'
    ? mondayOf(from)
    : mondayOf(nightOf(context.now))
}

type Frame = { readonly manages: boolean; readonly now: Instant }

const shiftLine = ({ manages, now }: Frame, shift: DutyShift, period: { from: Instant; until: Instant }) => ({
  name: shift.name,
  // The hours are said where they are not those of the whole period.
  hours: shift.from === period.from && shift.until === period.until ? '' : hoursInWords(shift),
  telephone: shift.telephone,
  isOn: shift.from <= now && now < shift.until,
  href: manages ? paths.shift({ shift: shift.id }) : undefined,
})

/** A shift belongs to the period in which it begins; of what begins in none, to the first that it touches. */
const belongsTo = (shift: DutyShift, periods: ReturnType<typeof shiftsOn>) =>
  periods.find(({ from, until }) => from <= shift.from && shift.from < until) ??
  periods.find(({ from, until }) => shift.from < until && from < shift.until)

const dayOf = (frame: Frame, day: CivilDate, shifts: readonly DutyShift[]) => {
  const periods = shiftsOn(day)
  return {
    day,
    weekday: weekdayInWords(day),
    isOff: !isWorkingDay(day) && weekday(day) < 5,
    periods: periods.map(period => {
      const own = shifts.filter(shift => belongsTo(shift, periods) === period)
      return {
        period: dutyPeriods[period.period],
        hours: hoursInWords(period),
        changes: hoursOf(period) % 2 === 1 && period.period === 'night' ? hoursOf(period) : undefined,
        disciplines: byDiscipline(own).map(({ discipline, shifts: of }) => ({
          discipline,
          shifts: of.map(shift => shiftLine(frame, shift, period)),
        })),
        nobody: own.length === 0,
        add: frame.manages ? paths.addShift({}, { day, period: period.period }) : undefined,
      }
    }),
  }
}

/** The roster of a week, to read, to print, and for the duty team’s manager to change; with what was changed of it. */
export const showRoster = async (asked: Asked): Promise<Answer> => {
  const { database, context } = asked
  const from = weekOf(asked)
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index))
  const span = { from: startOfDay(from), until: startOfDay(addDays(from, 8)) }
  const [shifts, changes, manages] = await Promise.all([
    rosterWithin(database.sql, span),
    rosterChanges(database.sql, span),
    managesDutyTeam(database.sql, context),
  ])
  const frame = { manages, now: context.now }
  return page('areas/out-of-hours/roster/roster.njk', {
    title: 'The duty team’s roster',
    from,
    until: addDays(from, 6),
    earlier: paths.roster({}, { from: addDays(from, -7) }),
    later: paths.roster({}, { from: addDays(from, 7) }),
    board: paths.board(),
    said: textOf(asked.query.changed) !== '',
    days: days.map(day =>
      dayOf(
        frame,
        day,
        shifts.filter(shift => nightOf(shift.from) === day),
      ),
    ),
    changes: changes.map(change => ({
      what: `${disciplineInWords(change.discipline)}: ${change.name}, ${instantInWords(change.from)} to ${instantInWords(change.until)}`,
      became:
        change.now === null
          ? 'taken off'
          : `now ${change.now.name}, ${instantInWords(change.now.from)} to ${instantInWords(change.now.until)}`,
      at: change.at,
      by: change.by,
      because: change.because,
    })),
  })
}
