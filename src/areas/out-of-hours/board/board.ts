import { addHours, addWorkingDays, inWords, isCivilDate, isWorkingDay, localTime } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { isOutOfHours, nightOf, stretchAt, stretchSince } from '../../../council/duty-hours.ts'
import type { Stretch } from '../../../council/duty-hours.ts'
import { managesDutyTeam, onDutyAt, onDutyNext } from '../../../council/duty-roster.ts'
import { dutyCallers, safeForNow, seenAtNight } from '../../../journey/index.ts'
import { dutyAnswer } from '../../../journey/steps/duty-answer.ts'
import { handoverRate, handovers } from '../../../ledger/handovers.ts'
import { daysOfTimes, missingNow } from '../../../ledger/missing-now.ts'
import type { MissingNow } from '../../../ledger/missing-now.ts'
import { goneInWords, paths as common, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { handoverLine } from '../handovers/line.ts'
import { paths } from '../paths.ts'
import {
  ageOf,
  byDiscipline,
  disciplineInWords,
  momentInWords,
  shiftInWords,
  weekdayInWords,
  whoseTime,
} from '../words.ts'
import { nightOfBoard, watchedOn } from './night.ts'
import type { ChildOfNight, NightEntry } from './night.ts'

const rateDays = 28

/** The stretch that an address names by its first evening, or the one of now. */
const stretchOf = ({ context, query }: Asked): Stretch => {
  const since = textOf(query.since)
  const now = stretchAt(context.now)
  return isCivilDate(since) && since >= '2011-01-01' && since <= now.since && isWorkingDay(since)
    ? stretchSince(since)
    : now
}

const childLine = ({ context }: Asked, { child, name, bornOn }: ChildOfNight) => ({
  name,
  age: ageOf(bornOn, context.now),
  href: common.tonight({ child }),
})

const codeIn = (codes: Readonly<Record<string, string>>, code: unknown): string =>
  typeof code === 'string' ? (codes[code] ?? code) : ''

const wordsIn = (answer: unknown): string => (typeof answer === 'string' ? answer : '')

/** A call or a visit as a line of the board. */
const contactLine = (asked: Asked, entry: NightEntry) => {
  const { answers } = entry
  const child = entry.children.find(({ opens }) => opens)
  return {
    at: momentInWords(entry.at),
    kind: entry.step === 'dutyCall' ? 'Call' : 'Visit',
    href: child === undefined ? undefined : common.entry({ child: child.child, entry: entry.entry }),
    by: entry.by,
    children: entry.children.map(each => childLine(asked, each)),
    who: entry.step === 'dutyCall' ? codeIn(dutyCallers, answers?.caller) : codeIn(seenAtNight, answers?.childSeen),
    words: answers === null ? undefined : wordsIn(answers.happened ?? answers.seenAndHeard),
    done: wordsIn(answers?.done),
    safe: codeIn(safeForNow, answers?.safeNow),
    isUnsafe: answers?.safeNow === 'notSafe' || answers?.safeNow === 'notKnown',
    dayTeam: wordsIn(answers?.dayTeam),
  }
}

const requestLine = (asked: Asked, entry: NightEntry) => {
  const { answers, answer, answerDueAt } = entry
  const child = entry.children.find(({ opens }) => opens)
  return {
    at: momentInWords(entry.at),
    by: entry.by,
    discipline: disciplineInWords(wordsIn(answers?.discipline)),
    asks: answers === null ? undefined : wordsIn(answers.asks),
    children: entry.children.map(each => childLine(asked, each)),
    answer:
      answer === null
        ? undefined
        : {
            at: momentInWords(answer.at),
            label: codeIn(
              Object.fromEntries(Object.entries(dutyAnswer.outcomes).map(([name, { label }]) => [name, label])),
              answer.outcome,
            ),
            words: answer.words,
          },
    late: answerDueAt !== null && answerDueAt < asked.context.now,
    by_when: answerDueAt === null ? '' : momentInWords(localTime(answerDueAt)),
    href: answer === null && child !== undefined ? paths.answer({ child: child.child, entry: entry.entry }) : undefined,
  }
}

/** A child who is missing, as the board tells of it. */
const missingLine = (asked: Asked, each: MissingNow) => ({
  ...childLine(asked, { ...each, opens: true }),
  away: each.away,
  since: momentInWords(each.since),
  gone: goneInWords(each.since, asked.context.now),
  times: each.times,
  worker: each.worker,
  team: each.team,
})

const dutySteps = (since: CivilDate, now: Asked['context']['now']) => ({
  earlier: paths.board({}, { since: addWorkingDays(since, -1) }),
  later: since < stretchAt(now).since ? paths.board({}, { since: addWorkingDays(since, 1) }) : undefined,
})

/** The night's board: who is on, calls and visits, what was asked for, children to watch, and what the day has not read. */
export const showBoard = async (asked: Asked): Promise<Answer> => {
  const { database, context } = asked
  const { now } = context
  const stretch = stretchOf(asked)
  const isNow = stretch.since === stretchAt(now).since
  const [{ entries, more }, watched, missing, on, next, waiting, rate, manages] = await Promise.all([
    nightOfBoard(database.sql, context, stretch),
    isNow ? watchedOn(database.sql, context, nightOf(now)) : [],
    isNow ? missingNow(database.sql, context, 'all') : [],
    onDutyAt(database.sql, now),
    onDutyNext(database.sql, now),
    handovers(database.sql, context, { scope: 'all' }),
    handoverRate(database.sql, { from: addHours(now, -24 * rateDays), until: now }),
    managesDutyTeam(database.sql, context),
  ])
  const late = waiting.filter(({ dueAt }) => dueAt < now)
  const isOff = !isOutOfHours(now) && on.length === 0
  return page('areas/out-of-hours/board/board.njk', {
    title: 'Out of hours',
    says: whoseTime(now),
    more,
    heading: isOutOfHours(now) && isNow ? 'Tonight' : 'The night’s board',
    since: `Since 5pm on ${weekdayInWords(stretch.since)} ${inWords(stretch.since)}`,
    isNow,
    steps: dutySteps(stretch.since, now),
    searches: common.search(),
    newChild: context.role === 'dutyWorker' ? common.newChild() : undefined,
    on: {
      heading: isOff ? 'Who is on next' : 'Who is on now',
      from: isOff && next[0] !== undefined ? momentInWords(localTime(next[0].from)) : undefined,
      disciplines: byDiscipline(isOff ? next : on).map(({ discipline, shifts }) => ({
        discipline,
        shifts: shifts.map(shiftInWords),
      })),
      roster: paths.roster(),
      manages,
    },
    contacts: entries.filter(({ step }) => step !== 'dutyRequest').map(each => contactLine(asked, each)),
    requests: entries.filter(({ step }) => step === 'dutyRequest').map(each => requestLine(asked, each)),
    missing: missing.map(each => missingLine(asked, each)),
    missingDays: daysOfTimes,
    watched: watched.map(each => ({
      ...childLine(asked, each),
      until: each.until,
      by: each.by,
      why: each.why,
      whatToDo: each.whatToDo,
    })),
    late: late.map(each => handoverLine(context, each)),
    waiting: waiting.length - late.length,
    handovers: paths.handovers({}, { scope: 'all' }),
    rate: {
      ...rate,
      percent: rate.due === 0 ? undefined : Math.round((100 * rate.inTime) / rate.due),
      days: rateDays,
    },
  })
}
