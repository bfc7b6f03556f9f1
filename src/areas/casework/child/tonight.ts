import type { Context } from '../../../access/context.ts'
import { addMonths, dateAt, localTime } from '../../../calendar/index.ts'
import { nightOf } from '../../../council/duty-hours.ts'
import type { DutyShift } from '../../../council/duty-roster.ts'
import { dutyDisciplines, isDutyDiscipline, planInForce, planKindNames } from '../../../journey/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import type { Entry } from '../../../ledger/read.ts'
import { disabilities } from '../../../people/index.ts'
import { paths as shared, timeInWords } from '../../../web/index.ts'
import { connectionOnPage, contactOnPage, isPresent } from '../people/reach.ts'
import type { Reached } from '../people/reach.ts'
import { storyOf, sentenceOf } from '../story/story.ts'
import { dutiesOf } from './now.ts'
import { ageOf } from './facts.ts'
import { openInWords } from './standing.ts'
import type { ChildRecord } from './record.ts'
import { quotationsOf, voicesOf } from './voices.ts'

/** How much of an answer the page tells: it is read in a minute and printed on one page. */
const briefly = 200

/** What somebody at the door at night must know of the child before anything else. */
const needsOf = ({ facts, episodes }: ChildRecord): readonly string[] => [
  ...(episodes.some(({ kind, endedOn }) => kind === 'missing' && endedOn === null) ? ['Missing now'] : []),
  ...(facts.interpreter ? [`Needs an interpreter${facts.language === null ? '' : `: ${facts.language}`}`] : []),
  ...facts.disabilities.filter(code => code !== 'NONE').map(code => disabilities[code] ?? code),
  ...(facts.unaccompanied ? ['Unaccompanied: no parent or carer in this country'] : []),
]

const words = (answer: unknown): string => (typeof answer === 'string' ? answer : '')

/** What the day team has told the duty team, for this night or a later one. */
const watchOf = (entries: readonly Entry[], { now }: Context) =>
  entries
    .filter(({ step, answers }) => step === 'dutyWatch' && words(answers.until) >= nightOf(now))
    .map(({ answers, authorName }) => ({
      why: words(answers.why),
      whatToDo: words(answers.whatToDo),
      until: words(answers.until),
      by: authorName,
    }))

const nightSteps = ['dutyCall', 'dutyVisit', 'dutyRequest', 'dutyAnswer']

const momentOf = ({ answers, happenedOn }: Entry): string =>
  [answers.calledAt, answers.visitedAt, answers.askedAt, answers.answeredAt].map(words).find(Boolean) ?? happenedOn

/** What the duty team did of late, the last first; a request that nobody has answered leads to where it is answered. */
const atNight = (rules: Rules, record: ChildRecord, entries: readonly Entry[]) =>
  entries
    .filter(({ step }) => nightSteps.includes(step))
    .toSorted((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1))
    .slice(0, 4)
    .map(entry => ({
      at: momentOf(entry),
      sentence: sentenceOf(rules, entry),
      by: entry.authorName,
      words: words(entry.answers.happened ?? entry.answers.seenAndHeard ?? entry.answers.asks ?? entry.answers.answer),
      href: shared.entry({ child: record.child, entry: entry.entry }),
      answerHref:
        entry.step === 'dutyRequest' &&
        record.duties.some(({ anchor, step }) => anchor === entry.entry && step === 'dutyAnswer')
          ? shared.answerAtNight({ child: record.child, entry: entry.entry })
          : undefined,
    }))

const presentOf = (reached: readonly Reached[], identity: number) =>
  (reached.find(each => each.identity === identity)?.details ?? []).filter(isPresent).map(contactOnPage)

/** Under the same roof, and those with parental responsibility elsewhere. */
const peopleOf = ({ near }: ChildRecord, { today }: Context, reached: readonly Reached[]) => {
  const line = ({ identity, name, kind, bornOn, isTheir, parentalResponsibility }: ChildRecord['near'][number]) => ({
    name,
    age: kind === 'child' ? ageOf({ bornOn }, today) : '',
    isTheir,
    parental: parentalResponsibility,
    reach: presentOf(reached, identity),
  })
  return {
    home: near.filter(({ here }) => here).map(line),
    elsewhere: near
      .filter(({ here, kind, isTheir }) => !here && kind === 'adult' && isTheir !== undefined)
      .slice(0, 5)
      .map(line),
  }
}

/** The goals of the plan in force, the first of them. */
const goalsOf = ({ entries, episodes }: ChildRecord): readonly string[] => {
  for (const kind of planKindNames) {
    const plan = planInForce(entries, episodes, kind)
    if (plan !== undefined) return plan.plan.slice(0, 3).map(goal => goal.different)
  }
  return []
}

/** What was written since the child came to be open, or of the last year: an old plan keeps nobody safe tonight. */
const ofThisTime = ({ entries, episodes }: ChildRecord, { today }: Context): readonly Entry[] => {
  const open = episodes.filter(({ endedOn }) => endedOn === null).map(({ startedOn }) => startedOn)
  const since = [addMonths(today, -12), ...open].toSorted()[0] ?? today
  return entries.filter(({ happenedOn }) => happenedOn >= since)
}

const actions = [
  { step: 'dutyCall', text: 'Record a call' },
  { step: 'dutyVisit', text: 'Record a visit' },
  { step: 'dutyRequest', text: 'Ask for a placement or triage' },
  { step: 'dutyWatch', text: 'Tell the duty team' },
] as const

const actionsOf = ({ pathway }: Rules, { role, today }: Context, child: number) =>
  actions.flatMap(({ step, text }) => {
    const declared = pathway.steps[step]
    return declared !== undefined && whoMayRecord(declared, today).includes(role)
      ? [{ text, href: shared.recordAtNight({ child, step }) }]
      : []
  })

const onDutyLine = ({ name, discipline, telephone, until }: DutyShift) => ({
  discipline: isDutyDiscipline(discipline) ? dutyDisciplines[discipline] : discipline,
  name,
  telephone,
  until: timeInWords(localTime(until).slice(11, 16)),
})

export const recordedInWords: Readonly<Record<string, string>> = {
  dutyCall: 'The call is recorded and handed over for the morning.',
  dutyVisit: 'The visit is recorded and handed over for the morning.',
  dutyRequest: 'The request stands on the night’s board. Ring whoever is on duty if it cannot wait.',
  dutyAnswer: 'The answer is recorded.',
  dutyWatch: 'The duty team is told: it stands here and on their board.',
}

/** The summary for whoever is called out of hours: nothing is typed for it, it is read from the record. */
export const tonightModel = (
  rules: Rules,
  context: Context,
  record: ChildRecord,
  { on, reached }: { readonly on: readonly DutyShift[]; readonly reached: readonly Reached[] },
) => {
  const { entries } = record
  const voices = voicesOf(rules, entries, 2)
  const lately = ofThisTime(record, context)
  const recent = entries.filter(({ recordedAt }) => dateAt(recordedAt) <= context.today)
  return {
    at: context.now,
    bornOn: record.facts.bornOn,
    needs: needsOf(record),
    watch: watchOf(entries, context),
    actions: actionsOf(rules, context, record.child),
    people: peopleOf(record, context, reached),
    own: presentOf(reached, record.child),
    connections: record.connections.filter(isPresent).map(connectionOnPage),
    open: openInWords(rules, record.episodes),
    worries: quotationsOf(rules, lately, ['worries', 'concerns', 'needs'], 2, briefly),
    says: voices.childSays.slice(0, 1),
    safety: quotationsOf(rules, lately, ['immediateSafety', 'outlinePlan', 'permanence'], 2, briefly),
    goals: goalsOf(record),
    night: atNight(rules, record, recent),
    last: storyOf(rules, entries, { significantOnly: true, oldestFirst: false })
      .filter(({ family }) => family !== 'outOfHours')
      .slice(0, 4),
    duties: dutiesOf(rules, context, record, []).slice(0, 4),
    on: on.map(onDutyLine),
  }
}
