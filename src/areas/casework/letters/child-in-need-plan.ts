import { inWords } from '../../../calendar/index.ts'
import { actionStatuses, planFromWords, planInForce, planVersions } from '../../../journey/plans/index.ts'
import type { Goal, Plan } from '../../../journey/plans/index.ts'
import type { Entry } from '../../../ledger/read.ts'
import { dueBy, howToReachUs, latest, said } from './from-record.ts'
import { bullets, letter, paragraphs } from './letter.ts'
import type { LetterFacts, Section } from './letter.ts'

type Found = { readonly plan: Plan; readonly entry: Entry }

/** The plan in force, else the latest there was; one written in words is taken as it was written. */
const planOf = (facts: LetterFacts): Found | undefined => {
  const { entries, episodes } = facts.record
  const version = planInForce(entries, episodes, 'childInNeedPlan') ?? planVersions(entries, 'childInNeedPlan').at(-1)
  if (version !== undefined) return version
  const entry = latest(facts, 'childInNeedPlan')
  const plan = entry === undefined ? undefined : planFromWords(entry.answers)
  return entry === undefined || plan === undefined ? undefined : { plan, entry }
}

const actionInWords = ({ what, owner, by, status }: NonNullable<Goal['actions']>[number]): string => {
  const who = owner === '' ? what : `${owner}: ${what}`
  const until = by === undefined ? '' : `, by ${inWords(by)}`
  return `${who}${until}${status === 'done' ? ` (${actionStatuses.done.toLowerCase()})` : ''}`
}

const goalSection = (goal: Goal, index: number): Section => ({
  name: `goal-${goal.key}`,
  heading: index === 0 ? 'What will be different, and who does what' : 'What else will be different',
  words: paragraphs(
    goal.different,
    bullets((goal.actions ?? []).filter(({ status }) => status !== 'dropped').map(actionInWords)),
    goal.known === undefined ? undefined : `How we will know: ${goal.known}`,
  ),
})

const quoted = (name: string, heading: string, words: string): readonly Section[] =>
  words === '' ? [] : [{ name, heading, words: `“${words}”` }]

export const childInNeedPlanForFamily = letter({
  title: 'The plan, for the family',
  about: 'The child in need plan as it stands, in a letter to the family.',
  readers: 'family',
  kind: 'plan',
  form: 'letter',
  lacks: facts =>
    planOf(facts) === undefined
      ? { words: 'There is no child in need plan in the record yet.', step: 'childInNeedPlan' }
      : undefined,
  heading: ({ inFamily }) => `Our plan for ${inFamily}`,
  write: facts => {
    const found = planOf(facts)
    const agreed = latest(facts, 'childInNeedPlan')
    const review = dueBy(facts, 'childInNeedReview')
    const visit = dueBy(facts, 'childInNeedVisit')
    return [
      {
        name: 'plan',
        words: paragraphs(
          `This is the plan that we agreed with you for ${facts.inFamily}${found === undefined ? '' : `, as it stands since ${inWords(found.entry.happenedOn)}`}. It says what will be different, who does what, and when we look at it again.`,
        ),
      },
      ...(found?.plan ?? []).map(goalSection),
      ...quoted('child', 'What the child says', said(agreed, 'childsView')),
      ...quoted('family', 'What you say', said(agreed, 'familysView')),
      {
        name: 'next',
        heading: 'What happens next',
        words: paragraphs(
          bullets([
            ...(visit === undefined ? [] : [`The next visit is due by ${inWords(visit)}.`]),
            ...(review === undefined ? [] : [`We look at the plan together by ${inWords(review)}.`]),
          ]),
          `If something in it is wrong or is not working, tell me, and we will change it. ${howToReachUs(facts)}`,
        ),
      },
    ]
  },
})
