import { sql } from 'kysely'
import { accessAnswer, note } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { inWords } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { readStep, whoMayRecord } from '../journey/index.ts'
import type { AnyStep, EpisodeRow, Rules, StoredAnswers } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import { problemsWithNamed } from './named.ts'
import { refuse } from './refusal.ts'

/** Takes the locks of the children an entry is about, lowest first, so that two writers about one child wait in turn. */
export const lockSubjects = async (queries: Queries, identities: readonly number[]): Promise<void> => {
  const found = await queries
    .selectFrom('identity')
    .select('identity')
    .where('identity', 'in', [...identities])
    .orderBy('identity')
    .forUpdate()
    .execute()
  if (found.length < new Set(identities).size) refuse('notFound', 'There is no such child in this record.')
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

/** What an entry says that the law has a say in. */
export type Said = { readonly answers: StoredAnswers; readonly outcome: string; readonly happenedOn: string }

/** How a child stands when something is recorded: born when, and in which periods. */
export type Standing = {
  readonly bornOn: string | undefined
  readonly open: readonly Pick<EpisodeRow, 'kind' | 'startedOn' | 'detail'>[]
}

/** How children stand now, each by all of the child's records that are linked. */
export const standingsNow = async (
  queries: Queries,
  identities: readonly number[],
): Promise<ReadonlyMap<number, Standing>> => {
  const { rows } = await sql<{
    readonly identity: number
    readonly born_on: string | null
    readonly kind: string | null
    readonly started_on: string
    readonly detail: StoredAnswers
  }>`
    select self.identity, version.born_on, episode.kind, episode.started_on, episode.detail
    from person self join person same on same.person = self.person
    left join identity_version version on version.identity = same.identity and version.known_to = 'infinity'
    left join episode on episode.identity = same.identity and episode.ended_on is null and episode.known_to = 'infinity'
    where self.identity = any (${[...identities]}::bigint[])
    order by self.identity, same.identity = self.identity desc`.execute(queries)
  return new Map(
    [...Map.groupBy(rows, ({ identity }) => identity)].map(([identity, own]) => [
      identity,
      {
        bornOn: own.find(({ born_on }) => born_on !== null)?.born_on ?? undefined,
        open: own.flatMap(({ kind, started_on, detail }) =>
          kind === null ? [] : [{ kind, startedOn: started_on, detail }],
        ),
      },
    ]),
  )
}

/** What the law forbids about it, naming the law, guard by guard. */
const forbidden = (step: AnyStep, said: Said, { bornOn, open }: Standing): readonly string[] =>
  (step.guards ?? []).flatMap(guard => {
    const wrong = guard.refuses({ ...said, bornOn, openEpisodes: open })
    return wrong === undefined ? [] : [`${wrong} (${guard.law})`]
  })

const demandInsidePeriods = (rules: Rules, step: AnyStep, { outcome }: Said, { open }: Standing): void => {
  const isOpen = (kind: string) => open.some(each => each.kind === kind)
  for (const kind of step.outcomes[outcome]?.changes ?? []) {
    const inside = rules.pathway.episodes[kind]?.inside
    if (inside === undefined || isOpen(inside)) continue
    const outer = rules.pathway.episodes[inside]?.title ?? inside
    refuse(
      'againstTheLaw',
      `The record does not say that this period is running: ${outer}. Record first how it began, or choose another step.`,
    )
  }
  for (const kind of step.outcomes[outcome]?.opens ?? []) {
    const standing = open.find(each => each.kind === kind)
    const declared = rules.pathway.episodes[kind]
    if (
      standing !== undefined &&
      declared?.oneAtATime === true &&
      step.outcomes[outcome]?.closes?.includes(kind) !== true
    )
      refuse(
        'alreadyOpen',
        `${declared.title} has been open since ${inWords(standing.startedOn)}. End that first, or choose another outcome.`,
      )
  }
}

/** Refuses what the law forbids for a child, naming the law, and a second period of a kind that may be had once at a time. */
export const demandLawful = (rules: Rules, step: AnyStep, said: Said, standing: Standing): void => {
  const [wrong] = forbidden(step, said, standing)
  if (wrong !== undefined) refuse('againstTheLaw', wrong)
  demandInsidePeriods(rules, step, said, standing)
}

/**
 * Refuses a correction that breaks what stands did not break: a slip of the pen can be mended in an entry that a birth
 * recorded later has made impossible.
 */
export const demandLawfulCorrection = (
  rules: Rules,
  step: AnyStep,
  { before, after, standing }: { readonly before: Said; readonly after: Said; readonly standing: Standing },
): void => {
  const already = forbidden(step, before, standing)
  const wrong = forbidden(step, after, standing).find(each => !already.includes(each))
  if (wrong !== undefined) refuse('againstTheLaw', wrong)
  if (after.outcome !== before.outcome) demandInsidePeriods(rules, step, after, standing)
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
