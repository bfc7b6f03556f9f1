import { contextAt } from '../../access/context.ts'
import { note } from '../../access/log.ts'
import { nextMoment } from '../../council/clock.ts'
import { choice, date, optional, postcode, text } from '../../journey/fields.ts'
import { passToNamedKeepers } from '../../door/pass-to-named.ts'
import {
  createAdult,
  createChild,
  FactsRefused,
  matchesFor,
  move,
  MoveRefused,
  relate,
  sexes,
} from '../../people/index.ts'
import type { Match, Matches, Probe } from '../../people/index.ts'
import { page, redirect, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { districtQuestion, placeSaid } from '../../web/forms/district.ts'
import { readQuestions, showQuestions } from '../../web/forms/questions.ts'
import type { Questions } from '../../web/forms/questions.ts'
import type { Typed } from '../../web/forms/index.ts'
import { matchOnPage } from './matches.ts'
import { paths } from './paths.ts'

const line = (ask: string, hint?: string) =>
  optional(text(ask, { longest: 100, ...(hint === undefined ? {} : { hint }) }))

/** What is asked of a child whom the record does not know: as much as the caller can tell. */
const questionsIn = async ({ database }: Asked): Promise<Questions> => ({
  given: line('First name', 'Leave empty for a child not yet born'),
  family: line('Last name'),
  bornOn: optional(date('Date of birth')),
  expectedOn: optional(date('Expected date of birth, if not born yet', { mayBeInFuture: true })),
  sex: optional(choice('Sex', sexes)),
  motherGiven: line('Mother’s first name'),
  motherFamily: line('Mother’s last name'),
  line: line('First line of the address'),
  town: line('Town or village'),
  postcode: optional(postcode('Postcode')),
  ...(await districtQuestion(database.sql)),
})

type Values = Readonly<Record<string, unknown>>

const wordsOf = (values: Values, name: string): string | null => {
  const value = values[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const showForm = (
  { context }: Asked,
  questions: Questions,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  { matches = [], looked = false }: { readonly matches?: readonly Match[]; readonly looked?: boolean } = {},
): Answer => {
  const { views, errors } = showQuestions(questions, typed, problems, context.today)
  return page(
    'areas/front-door/new-child.njk',
    {
      title: 'A contact about a new child',
      questions: views,
      errors,
      matches: matches.map(match => matchOnPage(match, context)),
      looked,
      search: paths.search(),
      begin: paths.newChild(),
      look: paths.newChildMatches(),
    },
    // To look while somebody types is no mistake, however little of a date there is yet.
    { status: Object.keys(problems).length > 0 && !looked ? 422 : 200 },
  )
}

/** The form for a child whom the record does not know yet. */
export const showNewChild = async (asked: Asked): Promise<Answer> => showForm(asked, await questionsIn(asked), {}, {})

const sexIn = (values: Values): 'female' | 'male' | null =>
  values.sex === 'female' || values.sex === 'male' ? values.sex : null

/** The child as the caller tells of it. */
const probeOf = (values: Values): Probe => ({
  given: wordsOf(values, 'given'),
  family: wordsOf(values, 'family'),
  bornOn: wordsOf(values, 'bornOn'),
  expectedOn: wordsOf(values, 'expectedOn'),
  sex: sexIn(values),
  address: wordsOf(values, 'line'),
  postcode: wordsOf(values, 'postcode'),
  mother: { given: wordsOf(values, 'motherGiven'), family: wordsOf(values, 'motherFamily') },
})

const lookFor = ({ database, context }: Asked, values: Values): Promise<Matches> =>
  matchesFor(database.sql, context, probeOf(values))

/** Whom the child may be, as far as it is told: asked for by a button, and by the page itself while somebody types. */
export const lookForChild = async (asked: Asked): Promise<Answer> => {
  const questions = await questionsIn(asked)
  const { values, problems, typed } = readQuestions(questions, asked.form, asked.context.today)
  const { candidates } = await lookFor(asked, values)
  return showForm(asked, questions, typed, problems, { matches: candidates, looked: true })
}

const make = async (asked: Asked, values: Values): Promise<number> => {
  const { database } = asked
  const context = contextAt(asked.context, await nextMoment(database.sql))
  return database.sql.transaction().execute(async queries => {
    const sex = values.sex
    const child = await createChild(queries, context, {
      given: wordsOf(values, 'given'),
      family: wordsOf(values, 'family'),
      bornOn: wordsOf(values, 'bornOn'),
      expectedOn: wordsOf(values, 'expectedOn'),
      sex: sex === 'female' || sex === 'male' || sex === 'notStated' ? sex : null,
    })
    const household = [child]
    if (wordsOf(values, 'motherGiven') !== null || wordsOf(values, 'motherFamily') !== null) {
      const mother = await createAdult(queries, context, {
        given: wordsOf(values, 'motherGiven'),
        family: wordsOf(values, 'motherFamily'),
      })
      await relate(queries, context, { one: mother, kind: 'mother', other: child }, { justMade: mother })
      household.push(mother)
    }
    const address = wordsOf(values, 'line')
    if (address !== null)
      await move(
        queries,
        context,
        household,
        {
          line: address,
          town: wordsOf(values, 'town'),
          postcode: wordsOf(values, 'postcode'),
          place: placeSaid(values),
        },
        context.today,
      )
    await note(queries, context, { act: 'began a record', answer: 'open', identity: child })
    return child
  })
}

const problemsFrom = (error: unknown): Readonly<Record<string, string>> => {
  if (error instanceof FactsRefused)
    return Object.fromEntries(error.problems.map(({ fact, problem }) => [fact, problem]))
  if (error instanceof MoveRefused) return { [error.field === 'postcode' ? 'postcode' : 'line']: error.message }
  throw error
}

/** Begins the record of a child, once the record has been looked through for one, and goes on to the contact. */
export const beginRecord = async (asked: Asked): Promise<Answer> => {
  const { form, context } = asked
  const questions = await questionsIn(asked)
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  if (Object.keys(problems).length > 0) return showForm(asked, questions, typed, problems)
  const found = await lookFor(asked, values)
  if (found.keptBy.length > 0) {
    await passToNamedKeepers(asked.database, context, probeOf(values), found.keptBy)
    return redirect(paths.board({}, { done: 'passed' }))
  }
  if (textOf(form.isNew) !== 'yes') {
    const { candidates } = found
    if (candidates.length > 0) return showForm(asked, questions, typed, {}, { matches: candidates, looked: true })
  }
  try {
    const child = await make(asked, values)
    return redirect(paths.recordStep({ child, step: 'contact' }))
  } catch (error) {
    return showForm(asked, questions, typed, problemsFrom(error))
  }
}
