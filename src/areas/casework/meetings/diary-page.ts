import { addDays, dateAt, inWords, isCivilDate, weekday } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { awayInWords, awayOn } from '../../../council/absences.ts'
import { posts } from '../../../council/organisation.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filterView } from '../../../web/tables/index.ts'
import { clashesOf, hoursOf } from './chairs-time.ts'
import { meetingsBetween } from './lists.ts'
import type { Whose } from './lists.ts'
import type { Meeting } from './meeting.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { needsOf, standingOf, standingWords } from './ready.ts'
import { childrenInWords, dayInWords, titleOf, whereInWords } from './words.ts'

/** A meeting as a line of a diary. */
const diaryLine = (
  meeting: Meeting,
  today: CivilDate,
  beside: { readonly clashes?: readonly string[]; readonly away?: string | undefined },
) => {
  const isOpen = meeting.heldAt === null
  const needs = isOpen ? needsOf(meeting, today, beside) : []
  return {
    href: paths.meeting({ meeting: meeting.meeting }),
    hours: hoursOf(meeting),
    title: titleOf(meeting),
    children: childrenInWords(meeting),
    where: whereInWords(meeting),
    chair: meeting.chairName,
    standing: standingWords[standingOf(meeting, today)],
    isOpen,
    ready: needs.filter(({ isReady }) => isReady),
    missing: needs.filter(({ isReady }) => !isReady),
    hold: dateAt(meeting.startsAt) <= today && isOpen ? paths.hold({ meeting: meeting.meeting }) : undefined,
  }
}

/** Meetings with what is ready and missing, each with what stands in the way of its chair's time. */
export const linesOf = async ({ database, context }: Asked, meetings: readonly Meeting[]) => {
  const days = [...new Set(meetings.map(({ startsAt }) => dateAt(startsAt)))]
  const [clashes, ...away] = await Promise.all([
    clashesOf(
      database.sql,
      meetings.map(({ meeting }) => meeting),
    ),
    ...days.map(day =>
      awayOn(
        database.sql,
        day,
        meetings.flatMap(({ chair, startsAt }) => (chair !== null && dateAt(startsAt) === day ? [chair] : [])),
      ),
    ),
  ])
  return meetings.map(meeting => {
    const absence =
      meeting.chair === null ? undefined : away[days.indexOf(dateAt(meeting.startsAt))]?.get(meeting.chair)
    return {
      day: dateAt(meeting.startsAt),
      ...diaryLine(meeting, context.today, {
        clashes: clashes.get(meeting.meeting) ?? [],
        away: absence === undefined ? undefined : awayInWords(absence),
      }),
    }
  })
}

const mondayOf = (day: CivilDate): CivilDate => addDays(day, -weekday(day))

/** The week asked for: this one, unless a day of another is named. */
const weekOf = ({ query, context }: Asked): CivilDate => {
  const asked = textOf(query.week)
  return mondayOf(isCivilDate(asked) && asked > '2000-01-01' && asked < '2100-01-01' ? asked : context.today)
}

/** Whose diary: one's own; for business support the meetings that the team serves; or that of a chair who is chosen. */
const whoseOf = async ({ database, context, query }: Asked) => {
  const chairs = await posts(database.sql, { on: context.today }, { role: 'conferenceChair' })
  const names = Object.fromEntries(chairs.map(({ worker, name }) => [String(worker), name]))
  const chosen = textOf(query.chair)
  const isChosen = Object.hasOwn(names, chosen)
  const whose: Whose = isChosen
    ? { worker: Number(chosen) }
    : context.role === 'businessSupport'
      ? { teams: context.teams }
      : { worker: context.worker }
  return {
    whose,
    names,
    chosen: isChosen ? chosen : '',
    own: context.role === 'businessSupport' ? 'My team’s meetings' : 'My meetings',
  }
}

/** Whose diary is shown: one's own, unless that of a chair is asked for. */
const diaryFilter = (names: Readonly<Record<string, string>>, chosen: string, own: string, week: CivilDate) => {
  const view = filterView(
    paths.diary(),
    [{ name: 'chair', label: 'Show', options: names }],
    chosen === '' ? {} : { chair: chosen },
    { week },
  )
  const ownFirst = view.filters.map(filter => ({
    ...filter,
    items: filter.items.map((item, index) => (index === 0 ? { ...item, text: own } : item)),
  }))
  return { ...view, filters: ownFirst }
}

/** A week of meetings by day, each with what is ready and what is missing. */
export const showDiary = async (asked: Asked): Promise<Answer> => {
  const { database, context } = asked
  const monday = weekOf(asked)
  const { whose, names, chosen, own } = await whoseOf(asked)
  const numbers = await meetingsBetween(database.sql, whose, { from: monday, before: addDays(monday, 7) })
  const lines = await linesOf(asked, await readMeetings(database.sql, context, numbers))
  const days = [0, 1, 2, 3, 4, 5, 6].map(offset => addDays(monday, offset))
  const to = (week: CivilDate) => paths.diary({}, { week, chair: chosen })
  return page('areas/casework/meetings/diary.njk', {
    title: 'Meetings of the week',
    heading: chosen === '' ? own : `Meetings of ${names[chosen] ?? ''}`,
    week: `${inWords(monday)} to ${inWords(addDays(monday, 6))}`,
    count: lines.length,
    missing: lines.filter(({ missing }) => missing.length > 0).length,
    days: days
      .map(day => ({
        day: dayInWords(day),
        isToday: day === context.today,
        meetings: lines.filter(line => line.day === day),
      }))
      .filter(({ meetings }) => meetings.length > 0),
    previous: to(addDays(monday, -7)),
    next: to(addDays(monday, 7)),
    thisWeek: monday === mondayOf(context.today) ? undefined : to(context.today),
    filtersView: diaryFilter(names, chosen, own, monday),
    links: { minutes: paths.minutesQueue(), managed: paths.managed(), escalations: paths.escalations() },
  })
}
