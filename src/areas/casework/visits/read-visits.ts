import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { StoredAnswers } from '../../../journey/field.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { AnyStep } from '../../../journey/step.ts'
import type { ToRecord } from '../../../ledger/record.ts'
import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import { readForm } from '../../../web/forms/index.ts'
import { mayRecordOf, plannedAs, visitedAs, visitSteps } from './kinds.ts'
import type { VisitStep } from './kinds.ts'
import { own } from './sent.ts'
import type { SeenAs, ShortSent } from './sent.ts'
import type { VisitedChild } from './visited.ts'

/** What one form about a visit to a family comes to: an entry for each kind of visit and way in which children were found. */
export type VisitsRead = {
  readonly visits: readonly ToRecord[]
  readonly planned: readonly ToRecord[]
  readonly problems: Readonly<Record<string, string>>
}

/** Children who were visited as the same and found alike: they share an entry. */
type Together = {
  readonly step: VisitStep
  readonly how: SeenAs
  readonly follows: number | undefined
  readonly children: readonly VisitedChild[]
}

const stepsFor = (rules: Rules, context: Context, child: VisitedChild, on: CivilDate): readonly VisitStep[] => {
  const mine = mayRecordOf(rules, context, visitedAs(child.episodes, on))
  return mine.length > 0 ? mine : mayRecordOf(rules, context, visitSteps).slice(0, 1)
}

const groupsOf = (
  rules: Rules,
  context: Context,
  children: readonly VisitedChild[],
  { seen, against }: ShortSent,
  on: CivilDate,
): readonly Together[] => {
  const groups = new Map<string, Together>()
  for (const child of children) {
    const how = seen.get(child.identity)
    if (how === undefined) continue
    for (const step of stepsFor(rules, context, child, on)) {
      const follows = against ? child.planned.find(each => each.step === step)?.entry : undefined
      const key = `${step} ${how} ${follows ?? ''}`
      groups.set(key, { step, how, follows, children: [...(groups.get(key)?.children ?? []), child] })
    }
  }
  return [...groups.values()]
}

/** The answers of one group as they would have been sent for its step alone. What was said of the door is not asked twice. */
const sentFor = (sent: Sent, how: SeenAs): Sent => {
  const { place, where, childsWords, missedBecause, whyNotSeen, ...rest } = sent
  return how === 'notSeen'
    ? {
        ...rest,
        notes: textOf(sent.notes) === '' ? whyNotSeen : sent.notes,
        missedBecause,
        whyNotSeen,
        outcome: 'notSeen',
      }
    : { ...rest, place, where, childsWords, seenAlone: how === 'alone' ? 'yes' : 'no', outcome: 'seen' }
}

/** What cannot have been of a child, by the question that is to be mended. */
const impossible = (step: AnyStep, answers: StoredAnswers, outcome: string, { bornOn }: VisitedChild) => {
  const refusal = (of: StoredAnswers) =>
    (step.guards ?? [])
      .map(({ refuses }) =>
        refuses({
          answers: of,
          outcome,
          happenedOn: String(of.visitedOn),
          bornOn: bornOn ?? undefined,
          openEpisodes: [],
        }),
      )
      .find(wrong => wrong !== undefined)
  const wrong = answers.visitedOn === undefined ? undefined : refusal(answers)
  if (wrong === undefined) return {}
  return { [refusal({ ...answers, visitedAt: undefined }) === undefined ? 'visitedAt' : 'visitedOn']: wrong }
}

const readGroup = (rules: Rules, context: Context, sent: Sent, group: Together, about: ShortSent['about']) => {
  const step: AnyStep | undefined = rules.pathway.steps[group.step]
  if (step === undefined) throw new Error(`The pathway has no ${group.step}.`)
  const { answers, outcome, problems } = readForm(step, sentFor(sent, group.how), context, () => true)
  const missing: Readonly<Record<string, string>> =
    group.how === 'notSeen' && answers.missedBecause === undefined
      ? { missedBecause: 'Choose the reason why the child was not seen' }
      : {}
  const impossibles = group.children.map(child => impossible(step, answers, outcome, child))
  const visit: ToRecord = {
    step: group.step,
    subjects: group.children.map(({ identity }) => {
      const paragraph = about.get(identity)
      return paragraph === undefined ? { identity } : { identity, paragraph }
    }),
    answers,
    outcome,
    ...(group.follows === undefined ? {} : { follows: group.follows }),
  }
  return { visit, problems: Object.assign({}, problems, missing, ...impossibles) as Readonly<Record<string, string>> }
}

/** The next visit that was agreed at this one, once for each kind of visit. */
const plannedOf = (groups: readonly Together[], { next }: ShortSent, agreedOn: unknown): readonly ToRecord[] => {
  if (next === undefined) return []
  const steps = [...new Set(groups.map(({ step }) => step))]
  return steps.map(step => ({
    step: 'plannedVisit',
    outcome: plannedAs(step),
    subjects: [
      ...new Set(
        groups.filter(each => each.step === step).flatMap(({ children }) => children.map(({ identity }) => identity)),
      ),
    ].map(identity => ({ identity })),
    answers: {
      agreedOn,
      visitOn: next.on,
      ...(next.at === undefined ? {} : { visitAt: next.at }),
      familyKnows: true,
    },
  }))
}

/** Reads a form about a visit: what is to be recorded, and what is wrong with which question. */
export const readVisits = (
  rules: Rules,
  context: Context,
  children: readonly VisitedChild[],
  sent: Sent,
  short: ShortSent,
): VisitsRead => {
  const first = rules.pathway.steps[visitSteps[0] ?? '']
  const visitedOn = first === undefined ? undefined : readForm(first, sent, context, () => true).answers.visitedOn
  const on = typeof visitedOn === 'string' ? visitedOn : context.today
  const groups = groupsOf(rules, context, children, short, on)
  const read = groups.map(group => readGroup(rules, context, sent, group, short.about))
  const main = children.find(each => each.main)
  const unsaid =
    main !== undefined && !short.seen.has(main.identity)
      ? { [own.seen(main.identity)]: `Choose whether ${main.name} was seen` }
      : {}
  // Where nobody is said to have been visited, what else is wrong is told all the same.
  const rest =
    groups.length > 0 || first === undefined
      ? {}
      : readForm(first, sentFor(sent, 'alone'), context, () => true).problems
  return {
    visits: read.map(({ visit }) => visit),
    planned: plannedOf(groups, short, on),
    problems: Object.assign({}, unsaid, rest, ...read.map(({ problems }) => problems), short.problems) as Readonly<
      Record<string, string>
    >,
  }
}
