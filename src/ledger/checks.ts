import { sql } from 'kysely'
import { accessAnswer, note } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { readStep, whoMayRecord } from '../journey/index.ts'
import type { AnyStep, Rules, StoredAnswers } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import { problemsWithNamed } from './named.ts'
import { refuse } from './refusal.ts'

/**
 * Takes the locks of the children an entry is about, in all their records that are linked, lowest first: two writers about
 * one child wait in turn, whichever record each has open.
 */
export const lockSubjects = async (queries: Queries, identities: readonly number[]): Promise<void> => {
  const { rows } = await sql<{ readonly identity: number }>`
    select identity from identity
    where identity in (select same.identity from person self join person same on same.person = self.person
      where self.identity = any (${[...identities]}::bigint[]))
    order by identity for update`.execute(queries)
  const found = new Set(rows.map(({ identity }) => identity))
  if (identities.some(identity => !found.has(identity))) refuse('notFound', 'There is no such child in this record.')
}

/** Refuses unless this person may open every one of the children. One who may not see a child hears that there is none. */
export const demandOpen = async (queries: Queries, context: Context, identities: readonly number[]): Promise<void> => {
  const answers = await queries
    .selectFrom('identity')
    .select(['identity', accessAnswer(context, sql.ref('identity.identity')).as('answer')])
    .where('identity', 'in', [...identities])
    .execute()
  for (const { answer } of answers) {
    if (answer === 'nothing') refuse('notFound', 'There is no such child in this record.')
    if (answer === 'known')
      refuse('notAllowed', 'You may not write in this child’s record. Ask the worker or team who holds it.')
  }
}

/** The declaration of a step that this person may record, or a refusal. */
export const stepToRecord = (rules: Rules, context: Context, name: string): AnyStep => {
  const step = Object.hasOwn(rules.pathway.steps, name) ? rules.pathway.steps[name] : undefined
  if (step === undefined) return refuse('notFound', `There is no step called '${name.slice(0, 60)}'.`)
  if (!whoMayRecord(step, context.today).includes(context.role))
    return refuse('notAllowed', `Recording "${step.title}" is not part of your role.`)
  return step
}

/** The dates that place an entry in the story, from its answers. */
export const datesOf = (step: AnyStep, answers: StoredAnswers) => {
  const dayOf = (name: string) => {
    const answer = answers[name]
    return typeof answer === 'string'
      ? answer.slice(0, 10)
      : refuse('notAnAnswer', `Enter ${step.fields[name]?.ask ?? name}.`)
  }
  return { happenedOn: dayOf(step.happenedOn ?? step.completedOn), completedOn: dayOf(step.completedOn) }
}

/**
 * The answers as the step's declaration reads them, or a refusal that says what is wrong with which: an answer nobody
 * asked for, an outcome the step does not have, a date that cannot be.
 */
export const answersRead = (
  step: AnyStep,
  answers: StoredAnswers,
  outcome: string,
  context: Context,
): StoredAnswers => {
  for (const name of Object.keys(answers))
    if (!Object.hasOwn(step.fields, name))
      refuse('notAnAnswer', `"${step.title}" does not ask for '${name.slice(0, 60)}'. Nothing was recorded.`)
  const reading = readStep(step, answers, outcome, { today: context.today })
  const problems = Object.values(reading.problems)
  if (problems.length > 0) refuse('notAnAnswer', `${problems.join('. ')}. Nothing was recorded.`)
  return reading.answers
}

/** Refuses answers that name a worker or a team that there is not, or a worker in a team where they have no post. */
export const demandNamed = async (
  queries: Queries,
  step: AnyStep,
  answers: StoredAnswers,
  asked: { readonly today: CivilDate; readonly before?: StoredAnswers },
): Promise<void> => {
  const problems = Object.values(await problemsWithNamed(queries, step, answers, asked))
  if (problems.length > 0) refuse('notAnAnswer', `${problems.join(' ')} Nothing was recorded.`)
}

/** Writes in the access log that an entry was recorded about each child. */
export const noteRecorded = (
  queries: Queries,
  context: Context,
  act: string,
  entry: number,
  identities: readonly number[],
): Promise<void> =>
  note(
    queries,
    context,
    identities.map(identity => ({ act, answer: 'open', identity, entry })),
  )
