import type { Context } from '../../access/context.ts'
import { posts, teams, workerNames } from '../../council/organisation.ts'
import { roles } from '../../journey/index.ts'
import type { AnyStep, FieldKind, StoredAnswers } from '../../journey/index.ts'
import type { Queries } from '../../ledger/ledger.ts'
import type { Choosing, Option } from './field-view.ts'
import type { Names } from './in-words.ts'

const asks = (step: AnyStep, kind: FieldKind): boolean => Object.values(step.fields).some(field => field.kind === kind)

const workersToChoose = async (queries: Queries, { today }: Context): Promise<readonly Option[]> => {
  const [held, teamNames] = await Promise.all([posts(queries, { on: today }), teamsByKey(queries, today)])
  const said = new Map<number, string>()
  for (const { worker, name, role, team } of held)
    if (!said.has(worker))
      said.set(worker, [name, roles[role], team === null ? undefined : teamNames.get(team)].filter(Boolean).join(', '))
  return [...said].map(([worker, text]) => ({ value: String(worker), text }))
}

const teamsByKey = async (queries: Queries, on: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await teams(queries, { on })).map(({ team, name }) => [team, name]))

/** Whom and what a step's questions offer: those who hold a post today and the teams there are, where it asks for such. */
export const choosingFor = async (queries: Queries, context: Context, step: AnyStep): Promise<Choosing> => {
  const [workers, teamNames] = await Promise.all([
    asks(step, 'worker') ? workersToChoose(queries, context) : [],
    asks(step, 'team') ? teamsByKey(queries, context.today) : new Map<string, string>(),
  ])
  return { workers, teams: [...teamNames].map(([value, text]) => ({ value, text })), today: context.today }
}

/** The names of the workers and teams that these answers mention, those who have left included. */
export const namesFor = async (
  queries: Queries,
  context: Context,
  recorded: readonly { readonly step: AnyStep; readonly answers: StoredAnswers }[],
): Promise<Names> => {
  const numbers = recorded.flatMap(({ step, answers }) =>
    Object.entries(step.fields).flatMap(([name, field]) =>
      field.kind === 'worker' && typeof answers[name] === 'number' ? [answers[name]] : [],
    ),
  )
  const [workers, teamNames] = await Promise.all([
    workerNames(queries, numbers),
    recorded.some(({ step }) => asks(step, 'team')) ? teamsByKey(queries, context.today) : new Map<string, string>(),
  ])
  return { workers, teams: teamNames }
}
