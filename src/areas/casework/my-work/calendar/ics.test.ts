import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastCheck from 'fast-check'
import { calendarText, folded } from './ics.ts'
import type { CalendarEvent } from './ics.ts'

const made = (event: Partial<CalendarEvent>): string =>
  calendarText(
    [{ key: 'due-1-2-visit', summary: 'Visit', link: 'http://here/children/1', on: '2020-12-16', ...event }],
    {
      now: '2020-12-14T09:00:00.000Z',
      host: 'here',
    },
  )

const lines = (text: string) => text.split('\r\n')

describe('a calendar file', () => {
  it('is a calendar with events of whole days, each with its number, its stamp and its link', () => {
    const text = made({})
    assert.match(text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
    assert.match(text, /END:VCALENDAR\r\n$/)
    for (const line of [
      'UID:due-1-2-visit@here',
      'DTSTAMP:20201214T090000Z',
      'DTSTART;VALUE=DATE:20201216',
      'DTEND;VALUE=DATE:20201217',
      'URL:http://here/children/1',
    ])
      assert.ok(lines(text).includes(line), line)
    assert.doesNotMatch(text, /[^\r]\n/)
  })
  it('has times in England, and the days until the day before one is back', () => {
    assert.match(made({ at: '15:30' }), /DTSTART;TZID=Europe\/London:20201216T153000\r\nDURATION:PT60M/)
    assert.match(made({ before: '2021-01-04' }), /DTEND;VALUE=DATE:20210104/)
    assert.match(made({}), /TZID:Europe\/London[^]*RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU/)
  })
  it('puts on the day what would be at a time that the clocks leave out', () => {
    const text = made({ on: '2021-03-28', at: '01:30' })
    assert.match(text, /DTSTART;VALUE=DATE:20210328/)
    assert.doesNotMatch(text, /T013000/)
  })
  it('escapes what the format uses, so that words never become lines of it', () => {
    const text = made({ summary: 'Core group; at 3, or \\ later\nATTENDEE:x' })
    assert.ok(lines(text).includes('SUMMARY:Core group\\; at 3\\, or \\\\ later\\nATTENDEE:x'))
  })
  it('folds any line to 75 octets without cutting a character, and unfolds to what it was', () =>
    fastCheck.assert(
      fastCheck.property(fastCheck.string({ unit: 'grapheme', maxLength: 400 }), text => {
        const line = text.replaceAll(/[\r\n]/g, '')
        const parts = folded(line).split('\r\n')
        for (const part of parts) assert.ok(Buffer.byteLength(part) <= 75, part)
        assert.equal(parts.map((part, index) => (index === 0 ? part : part.slice(1))).join(''), line)
      }),
    ))
})
