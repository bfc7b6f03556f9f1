import { addDays, instantOf, isCivilDate, isTimeInEngland, localTime } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { dutyPeriods, isDutyPeriod, nightOf, shiftsOn } from '../../../council/duty-hours.ts'
import type { DutyPeriod } from '../../../council/duty-hours.ts'
import {
  changeShift,
  dutyTeams,
  managesDutyTeam,
  recordShift,
  RosterRefused,
  shiftNow,
} from '../../../council/duty-roster.ts'
import type { DutyShift, ShiftToRecord } from '../../../council/duty-roster.ts'
import { posts } from '../../../council/organisation.ts'
import { dutyDisciplines, isDutyDiscipline } from '../../../journey/index.ts'
import { inTransaction } from '../../../store/index.ts'
import { notFound, page, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Part, Sent } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { hoursInWords, weekdayInWords } from '../words.ts'

/** A shift as it is typed. */
type Typed = Readonly<
  Record<'worker' | 'discipline' | 'day' | 'period' | 'from' | 'until' | 'telephone' | 'because', string>
>

const names = ['worker', 'discipline', 'day', 'period', 'from', 'until', 'telephone', 'because'] as const

const typedIn = (sent: Sent): Typed =>
  Object.fromEntries(names.map(name => [name, textOf(sent[name]).slice(0, 500)])) as Typed

const timeOf = (at: Instant): string => localTime(at).slice(11, 16)

const usual = (day: CivilDate, period: DutyPeriod): Pick<Typed, 'from' | 'until'> => {
  const shift = shiftsOn(day).find(each => each.period === period) ?? shiftsOn(day).at(-1)
  return shift === undefined ? { from: '', until: '' } : { from: timeOf(shift.from), until: timeOf(shift.until) }
}

/** The day and time of a shift’s beginning or end; undefined where the clocks showed no such time. */
const momentOf = (day: CivilDate, time: string): Instant | undefined => {
  const text = `${day}T${time.replace('.', ':').padStart(5, '0')}`
  return isTimeInEngland(text) ? instantOf(text) : undefined
}

type Read = { readonly wanted: ShiftToRecord } | { readonly problems: Readonly<Record<string, string>> }

/** Reads what was typed. A shift that ends before it begins, by the clock, ends on the next day. */
const readShift = (typed: Typed, offered: readonly number[]): Read => {
  const problems: Record<string, string> = {}
  const worker = Number(typed.worker)
  if (!offered.includes(worker)) problems.worker = 'Choose who is on duty'
  if (!isDutyDiscipline(typed.discipline)) problems.discipline = 'Choose the discipline'
  const day = typed.day
  if (!isCivilDate(day)) problems.day = 'The day must be a real date'
  const from = isCivilDate(day) ? momentOf(day, typed.from) : undefined
  const ends = isCivilDate(day)
    ? momentOf(typed.until.padStart(5, '0') <= typed.from.padStart(5, '0') ? addDays(day, 1) : day, typed.until)
    : undefined
  if (from === undefined) problems.from = 'From must be a time like 17:00, one that the clocks show that day'
  if (ends === undefined) problems.until = 'Until must be a time like 09:00, one that the clocks show that day'
  if (typed.telephone.length > 40) problems.telephone = 'The telephone number must be 40 characters or fewer'
  return from === undefined ||
    ends === undefined ||
    !isDutyDiscipline(typed.discipline) ||
    Object.keys(problems).length > 0
    ? { problems }
    : {
        wanted: {
          worker,
          discipline: typed.discipline,
          from,
          until: ends,
          telephone: typed.telephone === '' ? null : typed.telephone,
        },
      }
}

/** The people of the duty team, and those who manage it: they may be put on the roster. */
const peopleOf = async ({ database, context }: Asked) => {
  const teams = await dutyTeams(database.sql, context.today)
  const held = await posts(database.sql, { on: context.today })
  const people = new Map<number, string>()
  for (const { worker, name, role, team } of held)
    if (role === 'dutyWorker' || (role === 'teamManager' && team !== null && teams.includes(team)))
      people.set(worker, name)
  return people
}

const show = async (
  asked: Asked,
  shift: DutyShift | undefined,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  status: 200 | 409 | 422 = 200,
): Promise<Answer> => {
  const people = await peopleOf(asked)
  if (shift !== undefined) people.set(shift.worker, shift.name)
  const options = (all: readonly (readonly [string, string])[], chosen: string) => [
    { value: '', text: 'Choose', selected: chosen === '' },
    ...all.map(([value, text]) => ({ value, text, selected: value === chosen })),
  ]
  return page(
    'areas/out-of-hours/roster/shift.njk',
    {
      title: shift === undefined ? 'Put somebody on the roster' : 'Change the roster',
      action: shift === undefined ? paths.addShift() : paths.shift({ shift: shift.id }),
      shift:
        shift === undefined
          ? undefined
          : `${shift.name}, ${weekdayInWords(nightOf(shift.from))}, ${hoursInWords(shift)}`,
      typed,
      problems,
      workers: options(
        [...people].map(([worker, name]) => [String(worker), name] as const),
        typed.worker,
      ),
      disciplines: options(Object.entries(dutyDisciplines), typed.discipline),
      period: isDutyPeriod(typed.period) ? dutyPeriods[typed.period] : undefined,
      errors: Object.entries(problems).map(([name, text]) => ({ text, href: `#${name}` })),
      back: paths.roster({}, { from: isCivilDate(typed.day) ? typed.day : undefined }),
    },
    { status },
  )
}

const write = async (
  asked: Asked,
  shift: DutyShift | undefined,
  typed: Typed,
  work: (queries: Parameters<typeof recordShift>[0], by: Parameters<typeof recordShift>[1]) => Promise<unknown>,
): Promise<Answer> => {
  const { database, context } = asked
  try {
    await inTransaction(
      database,
      async queries => work(queries, { worker: context.worker, now: await nextMoment(queries) }),
      { isolation: 'read committed' },
    )
  } catch (error) {
    if (!(error instanceof RosterRefused)) throw error
    return show(asked, shift, typed, { [error.question]: error.message }, error.question === 'shift' ? 409 : 422)
  }
  return redirect(paths.roster({}, { from: typed.day, changed: 1 }))
}

const mayChange = ({ database, context }: Asked): Promise<boolean> => managesDutyTeam(database.sql, context)

/** The page on which the duty team’s manager puts somebody on the roster; the usual hours of the period stand there. */
export const showAddShift = async (asked: Asked): Promise<Answer> => {
  if (!(await mayChange(asked))) return refused()
  const given = typedIn(asked.query)
  const day = isCivilDate(given.day) ? given.day : nightOf(asked.context.now)
  const period = isDutyPeriod(given.period) ? given.period : 'night'
  return show(asked, undefined, { ...given, day, period, ...usual(day, period) }, {})
}

export const addShift = async (asked: Asked): Promise<Answer> => {
  if (!(await mayChange(asked))) return refused()
  const typed = typedIn(asked.form)
  const read = readShift(typed, [...(await peopleOf(asked)).keys()])
  return 'problems' in read
    ? show(asked, undefined, typed, read.problems, 422)
    : write(asked, undefined, typed, (queries, by) => recordShift(queries, by, read.wanted))
}

type AskedOfShift = Asked<{ readonly shift: Part<number> }>

/** The page of one shift: who, which hours, and why it changes; or off the roster with it. */
export const showShift = async (asked: AskedOfShift): Promise<Answer> => {
  if (!(await mayChange(asked))) return refused()
  const shift = await shiftNow(asked.database.sql, asked.params.shift)
  if (shift === undefined) return notFound()
  const local = localTime(shift.from)
  return show(
    asked,
    shift,
    {
      worker: String(shift.worker),
      discipline: shift.discipline,
      day: local.slice(0, 10),
      period: '',
      from: timeOf(shift.from),
      until: timeOf(shift.until),
      telephone: shift.telephone ?? '',
      because: '',
    },
    {},
  )
}

export const changeTheShift = async (asked: AskedOfShift): Promise<Answer> => {
  if (!(await mayChange(asked))) return refused()
  const typed = typedIn(asked.form)
  const id = asked.params.shift
  const shift = await shiftNow(asked.database.sql, id)
  if (shift === undefined) return redirect(paths.roster({}, { from: isCivilDate(typed.day) ? typed.day : undefined }))
  const { because } = typed
  if (textOf(asked.form.act) === 'remove')
    return write(asked, shift, typed, (queries, by) => changeShift(queries, by, { id, because }))
  const read = readShift(typed, [...(await peopleOf(asked)).keys(), shift.worker])
  return 'problems' in read
    ? show(asked, shift, typed, read.problems, 422)
    : write(asked, shift, typed, (queries, by) => changeShift(queries, by, { id, wanted: read.wanted, because }))
}
