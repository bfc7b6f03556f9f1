import { instantOf } from '../../../calendar/index.ts'
import { isMeetingKind, meetingKindOf } from '../../../journey/meetings.ts'
import type { MeetingManner } from '../../../journey/meetings.ts'
import { connectionsOf } from '../../../people/index.ts'
import { notFound, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { agenciesIn, twiceAmong, usualAgencies } from './agencies.ts'
import { inTheWay } from './chairs-time.ts'
import { paths } from './paths.ts'
import { interpretersFor, planMeeting } from './plan.ts'
import type { AgencyToInvite, MeetingToPlan } from './plan.ts'
import { problemsOfTime, timeQuestions, toldQuestion } from './plan-questions.ts'
import type { ForKind, Offered } from './plan-offered.ts'
import { offeredFor, firstTyped } from './plan-offered.ts'
import { numbersIn, ownWayOf, partOfHolder, showPlan } from './plan-form.ts'
import type { Problems } from './plan-form.ts'

/** The page on which a meeting about a child is planned, with what the record already knows. */
export const showNewPlan = async (asked: ForKind): Promise<Answer> => {
  const { kind } = asked.params
  if (!isMeetingKind(kind)) return notFound()
  const offered = await offeredFor(asked, kind)
  const agencies =
    offered.agencies.length > 0
      ? offered.agencies
      : usualAgencies(
          offered.siblings.map(({ bornOn }) => bornOn),
          await connectionsOf(
            asked.database.sql,
            offered.siblings.map(({ identity }) => identity),
          ),
          asked.context.today,
        )
  return showPlan(asked, offered, { typed: firstTyped(offered), agencies, problems: {} })
}

/** What is wrong with the children chosen, the agencies, and the chair's time. */
const problemsBeside = async (
  { database, form }: ForKind,
  offered: Offered,
  values: Readonly<Record<string, unknown>>,
  agencies: readonly AgencyToInvite[],
): Promise<{ readonly problems: Problems; readonly clashes: readonly string[] }> => {
  const strangers = numbersIn(form, 'child').some(
    number => !offered.siblings.some(({ identity }) => identity === number),
  )
  const twice = twiceAmong(agencies)
  const { when, chair, length } = values
  const way =
    typeof when === 'string' && typeof chair === 'string'
      ? await inTheWay(database.sql, { chair: Number(chair), startsAt: instantOf(when), length: Number(length) || 60 })
      : { away: undefined, clashes: [] }
  const isSure = textOf(form.anyway) === 'yes'
  return {
    clashes: way.clashes,
    problems: {
      ...(strangers
        ? { children: 'Choose children from the list: one that you sent does not open to you. Nothing was planned' }
        : {}),
      ...(twice === undefined
        ? {}
        : { [`agency-${twice.place}-agency`]: `${twice.words} is there twice. Invite each once` }),
      ...(way.away === undefined ? {} : { chair: way.away }),
      ...(way.clashes.length > 0 && !isSure
        ? {
            anyway: `The chair has another meeting then: ${way.clashes.join('; ')}. Choose another time, or say that it is right all the same`,
          }
        : {}),
    },
  }
}

/** The meeting as the form and the record say it, of answers that have been read. */
const meetingToPlan = async (
  asked: ForKind,
  offered: Offered,
  values: Readonly<Record<string, unknown>>,
  agencies: readonly AgencyToInvite[],
): Promise<MeetingToPlan> => {
  const { context, form, child, database } = asked
  const chosen = [...new Set([child, ...numbersIn(form, 'child')])]
  const adults = offered.record.near.filter(
    ({ kind: of, identity }) => of === 'adult' && numbersIn(form, 'family').includes(identity),
  )
  const interpreters = await interpretersFor(
    database.sql,
    adults.map(({ identity }) => identity),
  )
  const chair = Number(values.chair)
  return {
    kind: offered.kind,
    startsAt: instantOf(String(values.when)),
    length: Number(values.length),
    manner: values.manner as MeetingManner,
    place: (values.place as string | undefined) ?? null,
    chair,
    minuteTaker: values.minuteTaker === undefined ? null : Number(values.minuteTaker),
    team: offered.chairs.find(({ worker }) => worker === chair)?.team ?? null,
    familyTold: (values.familyTold as string | undefined) ?? null,
    dueOn: offered.due.find(({ identity }) => chosen.includes(identity))?.dueOn ?? null,
    children: offered.siblings
      .filter(({ identity }) => chosen.includes(identity))
      .map(({ identity, bornOn }) => ({ identity, ownWay: ownWayOf(form, identity, bornOn, context.today) })),
    family: meetingKindOf(offered.kind).withFamily
      ? adults.map(({ identity, isTheir }) => ({
          identity,
          part: isTheir ?? 'lives with the child',
          interpreter: interpreters.get(identity) ?? null,
        }))
      : [],
    workers: offered.holders
      .filter(({ worker }) => worker !== chair && numbersIn(form, 'worker').includes(worker))
      .map(({ worker, kind: of }) => ({ worker, part: partOfHolder(of) })),
    agencies,
  }
}

/** Plans it, where everything can be read; else the form comes back with what is wrong and what was typed. */
export const plan = async (asked: ForKind): Promise<Answer> => {
  const { context, form, params } = asked
  if (!isMeetingKind(params.kind)) return notFound()
  const offered = await offeredFor(asked, params.kind)
  const kind = meetingKindOf(params.kind)
  const questions = { ...timeQuestions(offered.chairs, offered.takers, kind), ...(kind.withFamily ? toldQuestion : {}) }
  const { values, problems: asking, typed } = readQuestions(questions, form, context.today)
  const agencies = agenciesIn(form)
  const beside = await problemsBeside(asked, offered, values, agencies)
  const problems = { ...asking, ...problemsOfTime(values, context.now), ...beside.problems }
  if (Object.keys(problems).length > 0)
    return showPlan(asked, offered, {
      typed: {
        ...typed,
        ...(Object.fromEntries(
          Object.entries(form).filter(([name]) => /^(child|family|worker|ownWay-\d+)$/.test(name)),
        ) as Typed),
      },
      agencies,
      problems,
      clashes: beside.clashes,
    })
  const meeting = await planMeeting(asked, context, await meetingToPlan(asked, offered, values, agencies))
  return redirect(paths.meeting({ meeting }, { planned: 1 }))
}
