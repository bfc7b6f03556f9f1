import { meetsChildren } from '../child/meets-children.ts'
import { relativesOf } from '../../../people/index.ts'
import type { Found } from '../../../people/index.ts'
import { childRoute, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import { wholeNumber } from '../../../web/path.ts'
import { paths } from '../paths.ts'
import { addRelative, endRelative, isJustAdded, likelyMatches } from './change-relatives.ts'
import type { NewRelative } from './change-relatives.ts'
import { decideLink, recordIdentifier } from './change.ts'
import type { Problems } from './change.ts'
import { saveEnding, showEnding } from './endings.ts'
import type { Ending } from './endings.ts'
import { saveFacts, showFacts } from './facts-form.ts'
import { done, hasProblems, showForm } from './form-page.ts'
import type { ForChild, FormPage } from './form-page.ts'
import { saveMove, savePlace, showMove, showPlace } from './home-forms.ts'
import { mayChangePeople } from './may-change.ts'
import { identifierQuestions, linkQuestions, relativeQuestions } from './questions.ts'
import { showPeople } from './show.ts'

const relativeForm = (typed: Typed, problems: Problems, matches: readonly Found[] = []): FormPage => ({
  heading: 'Add a relative',
  words: 'Somebody who is in the record already is found by name before anybody new is made.',
  questions: relativeQuestions,
  typed,
  problems,
  button: matches.length === 0 ? 'Continue' : 'Add',
  matches,
})

const saveRelative = async (asked: ForChild): Promise<Answer> => {
  const { form, context } = asked
  const { values, problems, typed } = readQuestions(relativeQuestions, form, context.today)
  if (hasProblems(problems)) return showForm(asked, relativeForm(typed, problems))
  const named = {
    given: values.given as string | undefined,
    family: values.family as string | undefined,
    bornOn: values.bornOn as string | undefined,
  }
  const chosen = textOf(form.existing)
  const existing = wholeNumber.read(chosen)
  const relative: NewRelative = {
    relation: String(values.relation),
    parental: values.parental as boolean | undefined,
    startedOn: values.startedOn as string | undefined,
    existing,
    kind: values.kind === 'child' ? 'child' : 'adult',
    facts: { given: named.given ?? null, family: named.family ?? null, bornOn: named.bornOn ?? null },
  }
  if (existing === undefined && chosen !== 'new') {
    const matches = await likelyMatches(asked, named)
    // Of a form sent twice the second may find whom the first has just made, and it was done then.
    if (matches.length > 0 && (await isJustAdded(asked, relative))) return done(asked)
    if (matches.length > 0) return showForm(asked, relativeForm(typed, {}, matches))
  }
  const refused = await addRelative(asked, relative)
  return hasProblems(refused) ? showForm(asked, relativeForm(typed, refused)) : done(asked)
}

type ForRelationship = ForChild & { readonly params: { readonly relationship: number } }

/** The child's relationship of this number, as far as the reader may know of it. */
const relationshipEnding = async (asked: ForRelationship): Promise<Ending | undefined> => {
  const { database, context, child, params } = asked
  const relatives = await relativesOf(database.sql, context, child)
  const found = relatives.find(({ relationship }) => relationship === params.relationship)
  return found === undefined
    ? undefined
    : {
        heading: 'A relationship ended',
        words: `${found.name}, ${found.isTheir}. It stays readable among those of before.`,
        end: endedOn => endRelative(asked, params.relationship, endedOn),
      }
}

const linkForm = (typed: Typed, problems: Problems): FormPage => ({
  heading: 'Is another record of the same person?',
  words:
    'Records never move: a decision that proves wrong is undone by deciding again. Both records must be open to you.',
  questions: linkQuestions,
  typed,
  problems,
  button: 'Decide',
})

const saveLink = async (asked: ForChild): Promise<Answer> => {
  const { values, problems, typed } = readQuestions(linkQuestions, asked.form, asked.context.today)
  if (hasProblems(problems)) return showForm(asked, linkForm(typed, problems))
  const decision = values.decision === 'same' ? 'same' : values.decision === 'different' ? 'different' : 'undecided'
  const refused = await decideLink(asked, { other: String(values.other), decision, why: String(values.why) })
  return hasProblems(refused) ? showForm(asked, linkForm(typed, refused)) : done(asked)
}

const identifierForm = (typed: Typed, problems: Problems): FormPage => ({
  heading: 'Record a number',
  words: 'A number by which another system knows the child. Its check digit is checked.',
  questions: identifierQuestions,
  typed,
  problems,
  button: 'Save',
})

const saveIdentifier = async (asked: ForChild): Promise<Answer> => {
  const { values, problems, typed } = readQuestions(identifierQuestions, asked.form, asked.context.today)
  if (hasProblems(problems)) return showForm(asked, identifierForm(typed, problems))
  const refused = await recordIdentifier(asked, String(values.scheme), String(values.value))
  return hasProblems(refused) ? showForm(asked, identifierForm(typed, refused)) : done(asked)
}

const permission = mayChangePeople

export const peopleRoutes = [
  childRoute({
    method: 'GET',
    path: paths.endRelative,
    permission,
    audit: 'end a relationship',
    answer: showEnding(relationshipEnding),
  }),
  childRoute({
    method: 'POST',
    path: paths.endRelative,
    permission,
    audit: 'end a relationship',
    answer: saveEnding(relationshipEnding),
  }),
  childRoute({
    method: 'GET',
    path: paths.people,
    permission: meetsChildren,
    audit: 'people',
    asksTheSame: true,
    answer: showPeople,
  }),
  childRoute({ method: 'GET', path: paths.correctFacts, permission, audit: 'correct facts', answer: showFacts }),
  childRoute({ method: 'POST', path: paths.correctFacts, permission, audit: 'correct facts', answer: saveFacts }),
  childRoute({
    method: 'GET',
    path: paths.addRelative,
    permission,
    audit: 'add a relative',
    answer: asked => showForm(asked, relativeForm({}, {})),
  }),
  childRoute({ method: 'POST', path: paths.addRelative, permission, audit: 'add a relative', answer: saveRelative }),
  childRoute({ method: 'GET', path: paths.move, permission, audit: 'record a move', answer: showMove }),
  childRoute({ method: 'POST', path: paths.move, permission, audit: 'record a move', answer: saveMove }),
  childRoute({ method: 'GET', path: paths.placeHome, permission, audit: 'say where a home is', answer: showPlace }),
  childRoute({ method: 'POST', path: paths.placeHome, permission, audit: 'say where a home is', answer: savePlace }),
  childRoute({
    method: 'GET',
    path: paths.linkIdentities,
    permission,
    audit: 'link records',
    answer: asked => showForm(asked, linkForm({}, {})),
  }),
  childRoute({ method: 'POST', path: paths.linkIdentities, permission, audit: 'link records', answer: saveLink }),
  childRoute({
    method: 'GET',
    path: paths.identify,
    permission,
    audit: 'record a number',
    answer: asked => showForm(asked, identifierForm({}, {})),
  }),
  childRoute({ method: 'POST', path: paths.identify, permission, audit: 'record a number', answer: saveIdentifier }),
]
