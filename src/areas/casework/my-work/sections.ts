import { addDays } from '../../../calendar/index.ts'
import { absencesWithin, coveredBy } from '../../../council/absences.ts'
import { postsCovered } from '../../../council/covered-posts.ts'
import { paths } from '../paths.ts'
import { scopesFor } from '../work/scopes.ts'
import { filledOf } from './filled.ts'
import { worksWithOthers } from './whose.ts'
import type { Whose, Asking } from './whose.ts'
import { daysTold, writtenByOthers } from './written.ts'
import { todayOf, coversOf, conferencesOf, decisionsFor } from './due-section.ts'
import { ownAbsence, meanwhileOf } from './own-absence.ts'
import { awayOf } from './team-away.ts'

/** The days around today in which an absence is told: one that has just ended, and one that begins soon. */
const daysBack = 14
const daysAhead = 14

const hasChildren = (whose: Whose): boolean => scopesFor(whose).includes('mine')

/** All that stands on a page of somebody's work, their own or that of one whom they answer for. */
export const sectionsOf = async (asking: Asking, whose: Whose) => {
  const { database, rules, context } = asking
  const { today } = context
  const days = { from: addDays(today, -daysBack), before: addDays(today, daysAhead + 1) }
  const [covered, filled] = await Promise.all([
    coveredBy(database.sql, whose.worker, { from: today, before: addDays(today, 1) }),
    postsCovered(database.sql, today, whose.worker),
  ])
  // A manager has no children of their own to cover: what waits for the team stands among what is due.
  const workers = covered.filter(({ absence }) => !filled.some(each => each.absence === absence))
  const meets = hasChildren(whose)
  const of = { worker: whose.worker, covered: covered.map(({ worker }) => worker), own: whose.own }
  const [absences, covers, day, conferences, decisions, away, written] = await Promise.all([
    absencesWithin(database.sql, [whose.worker], days),
    coversOf(asking, whose, workers),
    todayOf(asking, whose),
    conferencesOf(asking, whose),
    decisionsFor(asking, whose),
    awayOf(asking, whose),
    meets || workers.length > 0 ? writtenByOthers({ queries: database.sql, rules, context, of }) : undefined,
  ])
  const ended = absences.findLast(({ backOn }) => backOn !== null && backOn <= today)
  const meanwhile = meets ? await meanwhileOf(asking, whose, ended) : undefined
  return {
    own: whose.own,
    name: whose.name,
    today: day,
    conferences,
    decisions,
    away,
    covers,
    fills: filledOf(whose, covered, filled),
    absences: absences
      .filter(({ backOn }) => backOn === null || backOn > today)
      .map(absence => ownAbsence(absence, today, whose.own)),
    written,
    daysTold,
    meanwhile,
    links: worksWithOthers(context)
      ? { calendar: paths.calendar({ worker: whose.worker }), absences: paths.absences({ worker: whose.worker }) }
      : undefined,
  }
}

export type Sections = Awaited<ReturnType<typeof sectionsOf>>
