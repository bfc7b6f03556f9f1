import { ageOn, instantOf } from '../../../calendar/index.ts'
import { isMeetingKind, meetingKindOf, isOwnWay, ownWays } from '../../../journey/meetings.ts'
import type { MeetingKindName, MeetingManner, OwnWay } from '../../../journey/meetings.ts'
import { connectionsOf } from '../../../people/index.ts'
import { notFound, page, redirect, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, Asked, Sent } from '../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { frameOf } from '../child/frame.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { agenciesIn, agencyRows, twiceAmong, usualAgencies } from './agencies.ts'
import { inTheWay } from './chairs-time.ts'
import { chairsFor, dueOf, holdersOf, lastAgencies, minuteTakers } from './choices.ts'
import type { Choice, Holder } from './choices.ts'
import { paths } from './paths.ts'
import { interpretersFor, planMeeting } from './plan.ts'
import type { AgencyToInvite } from './plan.ts'
import { compactViews, problemsOfTime, timeQuestions, toldQuestion } from './plan-questions.ts'

type ForKind = Asked & { readonly child: number; readonly params: { readonly kind: string } }

/** Everything that the page offers to choose from. */
type Offered = {
  readonly kind: MeetingKindName
  readonly record: ChildRecord
  readonly siblings: readonly { readonly identity: number; readonly name: string; readonly bornOn: string | null }[]
  readonly due: Awaited<ReturnType<typeof dueOf>>
  readonly holders: readonly Holder[]
  readonly chairs: readonly Choice[]
  readonly takers: readonly Choice[]
  readonly agencies: readonly AgencyToInvite[]
}

const offeredFor = async (asked: ForKind, kind: MeetingKindName): Promise<Offered> => {
  const { database, context, child } = asked
  const record = await childRecord(asked)
  const open = await openAmong(
    database.sql,
    context,
    record.siblings.map(({ identity }) => identity),
  )
  const siblings = [
    { identity: child, name: record.facts.name, bornOn: record.facts.bornOn },
    ...record.near
      .filter(({ identity }) => open.has(identity))
      .map(({ identity, name, bornOn }) => ({ identity, name, bornOn })),
  ]
  const numbers = siblings.map(({ identity }) => identity)
  const [due, holders, agencies] = await Promise.all([
    dueOf(database.sql, meetingKindOf(kind).step, numbers),
    holdersOf(database.sql, numbers),
    lastAgencies(database.sql, numbers),
  ])
  const chairs = await chairsFor(database.sql, context, kind, holders)
  const takers = meetingKindOf(kind).hasMinutes
    ? await minuteTakers(database.sql, context, chairs[0]?.team ?? null)
    : []
  return { kind, record, siblings, due, holders, chairs, takers, agencies }
}

/** The chair who goes on: the reviewing officer of the child, else the one who chaired last, else whoever asks. */
const chairBefore = ({ chairs, holders, record }: Offered): number | undefined => {
  const isChair = (worker: number | undefined) => chairs.some(choice => choice.worker === worker)
  const reviewing = holders.find(({ kind }) => kind === 'reviewingOfficerAllocation')?.worker
  const last = record.entries.find(({ step, author }) => /Conference|Review/.test(step) && isChair(author))?.author
  return [reviewing, last, chairs[0]?.worker].find(isChair)
}

const firstTyped = (offered: Offered): Typed => {
  const kind = meetingKindOf(offered.kind)
  const chair = chairBefore(offered)
  return {
    length: String(kind.usually),
    manner: 'inPerson',
    ...(chair === undefined ? {} : { chair: String(chair) }),
    familyTold: kind.tells,
    child: [...new Set([offered.record.child, ...offered.due.map(({ identity }) => identity)])].map(String),
    family: offered.record.near
      .filter(({ kind: of, here, parentalResponsibility }) => of === 'adult' && (here || parentalResponsibility))
      .map(({ identity }) => String(identity)),
    worker: offered.holders.map(({ worker }) => String(worker)),
  }
}

const numbersIn = (sent: Sent, name: string): readonly number[] => [
  ...new Set(textsOf(sent[name]).flatMap(text => (/^[1-9]\d{0,14}$/.test(text) ? [Number(text)] : []))),
]

const ownWayOf = (sent: Sent | Typed, identity: number, bornOn: string | null, today: string): OwnWay => {
  const said = textOf(sent[`ownWay-${identity}`])
  if (isOwnWay(said)) return said
  return bornOn === null || ageOn(bornOn, today) < 4 ? 'tooYoung' : 'notAsked'
}

type Problems = Readonly<Record<string, string>>

const showPlan = async (
  asked: ForKind,
  offered: Offered,
  {
    typed,
    agencies,
    problems,
    clashes = [],
  }: { typed: Typed; agencies: readonly AgencyToInvite[]; problems: Problems; clashes?: readonly string[] },
): Promise<Answer> => {
  const { rules, context, child, database } = asked
  const kind = meetingKindOf(offered.kind)
  const adults = offered.record.near.filter(({ kind: of }) => of === 'adult')
  const [time, told, interpreters] = [
    compactViews(timeQuestions(offered.chairs, offered.takers, kind), typed, problems, context.today),
    kind.withFamily ? showQuestions(toldQuestion, typed, problems, context.today) : { views: [], errors: [] },
    await interpretersFor(
      database.sql,
      adults.map(({ identity }) => identity),
    ),
  ]
  const isChosen = (name: string, value: number) => textsOf(typed[name]).includes(String(value))
  const own = Object.entries(problems).filter(([name]) => /^(children|agency|anyway)/.test(name))
  return page(
    'areas/casework/meetings/plan.njk',
    {
      title: `Plan: ${kind.title}`,
      frame: frameOf(rules, context, offered.record, 'meetings'),
      heading: kind.title,
      quorum: kind.quorum,
      due: offered.due[0]?.dueOn ?? null,
      time: time.views,
      told: told.views,
      errors: [...time.errors, ...own.map(([name, text]) => ({ text, href: `#${name}` }))],
      problems,
      clashes,
      children: offered.siblings.map(({ identity, name, bornOn }) => ({
        identity,
        name,
        main: identity === child,
        checked: identity === child || isChosen('child', identity),
        isDue: offered.due.some(each => each.identity === identity),
        ways: Object.entries(ownWays).map(([value, text]) => ({
          value,
          text,
          selected: value === ownWayOf(typed, identity, bornOn, context.today),
        })),
      })),
      withFamily: kind.withFamily,
      family: adults.map(({ identity, name, isTheir, parentalResponsibility }) => ({
        value: identity,
        text: `${name}${isTheir === undefined ? '' : `, ${isTheir}`}`,
        hint: [
          parentalResponsibility ? 'Holds parental responsibility' : '',
          interpreters.has(identity)
            ? `Needs an interpreter${interpreters.get(identity) === '' ? '' : `: ${interpreters.get(identity) ?? ''}`}`
            : '',
        ]
          .filter(Boolean)
          .join('. '),
        checked: isChosen('family', identity),
      })),
      workers: offered.holders.map(({ worker, name, kind: of }) => ({
        value: worker,
        text: `${name}, ${partOfHolder(of)}`,
        checked: isChosen('worker', worker),
      })),
      agencies: agencyRows(agencies, problems),
      back: paths.ofChild({ child }),
    },
    { status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

const holderParts: Readonly<Record<string, string>> = {
  socialWorkerAllocation: 'social worker',
  personalAdviserAllocation: 'personal adviser',
  earlyHelpAllocation: 'early help worker',
  reviewingOfficerAllocation: 'chair or reviewing officer',
  coWorkerAllocation: 'co-worker',
}
const partOfHolder = (kind: string): string => holderParts[kind] ?? 'worker'

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

/** Plans it, where everything can be read; else the form comes back with what is wrong and what was typed. */
export const plan = async (asked: ForKind): Promise<Answer> => {
  const { context, form, params, child, database } = asked
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
  const chosen = [...new Set([child, ...numbersIn(form, 'child')])]
  const adults = offered.record.near.filter(
    ({ kind: of, identity }) => of === 'adult' && numbersIn(form, 'family').includes(identity),
  )
  const interpreters = await interpretersFor(
    database.sql,
    adults.map(({ identity }) => identity),
  )
  const chair = Number(values.chair)
  const meeting = await planMeeting(asked, context, {
    kind: params.kind,
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
    family: kind.withFamily
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
  })
  return redirect(paths.meeting({ meeting }, { planned: 1 }))
}
