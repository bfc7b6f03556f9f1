import { addDays, isTimeInEngland } from '../../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../../calendar/index.ts'

/** An entry of a calendar file: a whole day, days up to another, or an hour at a time in England. */
export type CalendarEvent = {
  /** The same for the same thing, each time the file is made. */
  readonly key: string
  readonly summary: string
  readonly link: string
  readonly on: CivilDate
  readonly before?: CivilDate
  readonly at?: string
  readonly minutes?: number
}

// The clocks of England since 1996: a calendar that knows no Europe/London reads them here (RFC 5545, section 3.6.5).
const europeLondon = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** Text as a value: what the format itself uses is escaped (section 3.3.11), and nothing breaks a line. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')

const longestLine = 75

/** A line of at most 75 octets, going on after a line break and a space (section 3.1); no character is cut in two. */
export const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > longestLine) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

const dayOf = (date: CivilDate): string => date.replaceAll('-', '')

const stampOf = (instant: Instant): string => instant.replaceAll(/[-:]|\.\d+/g, '')

const timesOf = ({ on, before, at, minutes = 60 }: CalendarEvent): readonly string[] =>
  at !== undefined && isTimeInEngland(`${on}T${at}`)
    ? [`DTSTART;TZID=Europe/London:${dayOf(on)}T${at.replace(':', '')}00`, `DURATION:PT${minutes}M`]
    : [`DTSTART;VALUE=DATE:${dayOf(on)}`, `DTEND;VALUE=DATE:${dayOf(before ?? addDays(on, 1))}`]

const eventLines = (event: CalendarEvent, now: Instant, host: string): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.key)}@${host}`,
  `DTSTAMP:${stampOf(now)}`,
  ...timesOf(event),
  `SUMMARY:${escaped(event.summary)}`,
  `URL:${event.link}`,
  `DESCRIPTION:${escaped(event.link)}`,
  // What is due does not make anybody busy; a visit at a time does.
  `TRANSP:${event.at === undefined ? 'TRANSPARENT' : 'OPAQUE'}`,
  'END:VEVENT',
]

/** A calendar file by RFC 5545. */
export const calendarText = (
  events: readonly CalendarEvent[],
  { now, host }: { readonly now: Instant; readonly host: string },
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Righthelp//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...europeLondon,
    ...events.flatMap(event => eventLines(event, now, host)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
