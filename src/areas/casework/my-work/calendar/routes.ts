import { Readable } from 'node:stream'
import { addDays, isCivilDate } from '../../../../calendar/index.ts'
import type { CivilDate } from '../../../../calendar/index.ts'
import { file, notFound, page, refused, route, textOf } from '../../../../web/index.ts'
import type { Answer, Asked } from '../../../../web/index.ts'
import { paths } from '../../paths.ts'
import { oneself, whoseWork, worksWithOthers } from '../whose.ts'
import { shownAround, weekdays, weeksOf } from './grid.ts'
import { calendarText } from './ics.ts'
import type { CalendarEvent } from './ics.ts'
import { itemKinds, itemsIn } from './items.ts'
import type { CalendarItem } from './items.ts'

type ForWorker = Asked & { readonly params: { readonly worker: number } }

const mostInADay = 3

// The years whose bank holidays are known with a month to spare.
const dayAsked = (text: string, today: CivilDate): CivilDate =>
  isCivilDate(text) && text >= '2011-01-01' && text <= '2029-12-01' ? text : today

/** Somebody's month or week: what is due, what is planned, and when they are away. */
const showCalendar = async (asked: ForWorker): Promise<Answer> => {
  const { context, query, params } = asked
  const whose = await whoseWork(asked, params.worker, 'calendar')
  if (whose === 'nobody') return notFound()
  if (whose === 'refused') return refused()
  const { worker } = whose
  const on = dayAsked(textOf(query.on), context.today)
  const view = textOf(query.view) === 'week' ? 'week' : 'month'
  const shown = shownAround(view, on)
  const items = await itemsIn(asked, whose, shown.days)
  const address = (day: CivilDate, as = view) => paths.calendar({ worker }, { view: as, on: day })
  return page('areas/casework/my-work/calendar/calendar.njk', {
    title: 'Calendar',
    name: whose.name,
    own: whose.own,
    shown,
    kinds: itemKinds,
    weekdays,
    weeks: weeksOf(shown, items, { today: context.today, most: view === 'week' ? 1000 : mostInADay }).map(days =>
      days.map(day => ({ ...day, moreHref: address(day.on, 'week') })),
    ),
    count: items.length,
    links: {
      before: address(shown.before),
      after: address(shown.after),
      today: address(context.today),
      month: address(on, 'month'),
      week: address(view === 'month' && on.slice(0, 7) === context.today.slice(0, 7) ? context.today : on, 'week'),
      file: whose.own ? paths.calendarFile() : undefined,
      back: whose.own ? paths.home() : paths.worker({ worker }),
      absences: paths.absences({ worker }),
    },
  })
}

/** How much of the days behind and ahead goes into a file. */
const fileDays = { back: 28, ahead: 182 }

/** A child in a file that leaves the record: the initial of the first name, and nothing else. */
const initialOf = (name: string): string => `${(/^./u.exec(name.trim())?.[0] ?? '?').toUpperCase()}.`

const eventOf =
  (origin: string, worker: number) =>
  (item: CalendarItem): CalendarEvent => ({
    key: item.key,
    summary:
      item.child === undefined
        ? item.kind === 'away'
          ? 'Away'
          : item.title
        : `${item.kind === 'planned' ? `${itemKinds.planned}: ` : ''}${item.title}, ${initialOf(item.child.name)}`,
    link: `${origin}${item.href ?? paths.absences({ worker })}`,
    on: item.on,
    ...(item.before === undefined ? {} : { before: item.before }),
    ...(item.at === undefined ? {} : { at: item.at }),
    ...(item.minutes === undefined ? {} : { minutes: item.minutes }),
  })

/** The calendar of whoever has signed in as a file for another program. Colleagues' absences stay out of it. */
const calendarAsFile = async (asked: Asked): Promise<Answer> => {
  const { context, origin } = asked
  const days = { from: addDays(context.today, -fileDays.back), to: addDays(context.today, fileDays.ahead) }
  const whose = oneself(context)
  const items = await itemsIn(asked, whose, days)
  const mine = items.filter(({ kind, own }) => kind !== 'away' || own === true)
  const host = new URL(origin).hostname
  const bytes = Buffer.from(calendarText(mine.map(eventOf(origin, context.worker)), { now: context.now, host }))
  return file({
    name: 'my-calendar.ics',
    mediaType: 'text/calendar; charset=utf-8',
    size: bytes.byteLength,
    bytes: Readable.from([bytes]),
  })
}

export const calendarRoutes = [
  route({
    method: 'GET',
    path: paths.calendar,
    permission: worksWithOthers,
    audit: 'calendar',
    answer: showCalendar,
  }),
  route({
    method: 'GET',
    path: paths.calendarFile,
    permission: worksWithOthers,
    audit: 'calendar as a file',
    answer: calendarAsFile,
  }),
]
