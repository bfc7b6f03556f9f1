import { isConnectionKind, isContactKind } from '../../../people/index.ts'
import { childRoute } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { addConnection, addContact, endConnected, endContact } from './change-reach.ts'
import type { Problems } from './change.ts'
import { saveEnding, showEnding } from './endings.ts'
import type { Ending } from './endings.ts'
import { done, hasProblems, showForm } from './form-page.ts'
import type { ForChild, FormPage } from './form-page.ts'
import { mayChangePeople } from './may-change.ts'
import { connectionQuestions, contactQuestionsFor } from './questions.ts'
import { connectionOnPage, contactOnPage, isPresent, reachOf } from './reach.ts'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const named = ({ name, isTheir }: { readonly name: string; readonly isTheir: string | undefined }): string =>
  isTheir === undefined ? name : `${name}, ${isTheir}`

/** The questions of how somebody is reached, with those about whom it may be. */
const contactAsked = async (asked: ForChild): Promise<{ record: ChildRecord; questions: Questions }> => {
  const record = await childRecord(asked)
  const people = await reachOf(asked, record)
  return {
    record,
    questions: contactQuestionsFor(
      Object.fromEntries(people.map(person => [`person-${person.identity}`, named(person)])),
    ),
  }
}

const contactForm = (questions: Questions, typed: Typed, problems: Problems, record: ChildRecord): FormPage => ({
  heading: 'Record how to reach somebody',
  words:
    'The same number again changes what is said of it; what you leave empty stays as it was. What was said before stays readable.',
  questions,
  typed,
  problems,
  button: 'Save',
  record,
})

const showContact = async (asked: ForChild): Promise<Answer> => {
  const { record, questions } = await contactAsked(asked)
  return showForm(asked, contactForm(questions, {}, {}, record))
}

const saveContact = async (asked: ForChild): Promise<Answer> => {
  const { record, questions } = await contactAsked(asked)
  const { values, problems, typed } = readQuestions(questions, asked.form, asked.context.today)
  if (hasProblems(problems)) return showForm(asked, contactForm(questions, typed, problems, record))
  const kind = String(values.kind)
  const refused = await addContact(asked, {
    identity: Number(String(values.whose).slice('person-'.length)),
    kind: isContactKind(kind) ? kind : 'telephone',
    value: String(values.value),
    safe: typeof values.safe === 'boolean' ? values.safe : null,
    note: text(values.note),
    startedOn: text(values.startedOn),
  })
  return hasProblems(refused) ? showForm(asked, contactForm(questions, typed, refused, record)) : done(asked)
}

const connectionForm = (typed: Typed, problems: Problems): FormPage => ({
  heading: 'Record a school, surgery or agency',
  words: 'A new school does not end the one before: end that one too.',
  questions: connectionQuestions,
  typed,
  problems,
  button: 'Save',
})

const saveConnection = async (asked: ForChild): Promise<Answer> => {
  const { values, problems, typed } = readQuestions(connectionQuestions, asked.form, asked.context.today)
  if (hasProblems(problems)) return showForm(asked, connectionForm(typed, problems))
  const kind = String(values.kind)
  const refused = await addConnection(asked, {
    identity: asked.child,
    kind: isConnectionKind(kind) ? kind : 'other',
    name: String(values.name),
    telephone: text(values.telephone),
    startedOn: text(values.startedOn),
  })
  return hasProblems(refused) ? showForm(asked, connectionForm(typed, refused)) : done(asked)
}

const staysReadable = 'It stays readable among what was before.'

type ForContact = ForChild & { readonly params: { readonly contact: number } }
type ForConnection = ForChild & { readonly params: { readonly connection: number } }

/** The number or address to be ended, where it is that of the child or of somebody near whose record opens. */
const contactEnding = async (asked: ForContact): Promise<Ending | undefined> => {
  const people = await reachOf(asked, await childRecord(asked))
  const found = people.flatMap(({ name, details }) =>
    details.filter(each => isPresent(each) && each.contact === asked.params.contact).map(each => ({ each, name })),
  )[0]
  if (found === undefined) return undefined
  const { each, name } = found
  return {
    heading: 'Somebody is reached so no longer',
    words: `${name}: ${contactOnPage(each).title} ${each.value}. ${staysReadable}`,
    end: endedOn => endContact(asked, each, endedOn),
  }
}

const connectionEnding = async (asked: ForConnection): Promise<Ending | undefined> => {
  const { connections } = await childRecord(asked)
  const found = connections.find(each => isPresent(each) && each.connection === asked.params.connection)
  return found === undefined
    ? undefined
    : {
        heading: 'The child goes there no longer',
        words: `${connectionOnPage(found).title}: ${found.name}. ${staysReadable}`,
        end: endedOn => endConnected(asked, found.connection, endedOn),
      }
}

const permission = mayChangePeople
const reach = 'record how to reach'
const ended = 'end how to reach'
const connects = 'record a connection'
const leaves = 'end a connection'

export const reachRoutes = [
  childRoute({ method: 'GET', path: paths.addContact, permission, audit: reach, answer: showContact }),
  childRoute({ method: 'POST', path: paths.addContact, permission, audit: reach, answer: saveContact }),
  childRoute({ method: 'GET', path: paths.endContact, permission, audit: ended, answer: showEnding(contactEnding) }),
  childRoute({ method: 'POST', path: paths.endContact, permission, audit: ended, answer: saveEnding(contactEnding) }),
  childRoute({
    method: 'GET',
    path: paths.addConnection,
    permission,
    audit: connects,
    answer: asked => showForm(asked, connectionForm({}, {})),
  }),
  childRoute({ method: 'POST', path: paths.addConnection, permission, audit: connects, answer: saveConnection }),
  childRoute({
    method: 'GET',
    path: paths.endConnection,
    permission,
    audit: leaves,
    answer: showEnding(connectionEnding),
  }),
  childRoute({
    method: 'POST',
    path: paths.endConnection,
    permission,
    audit: leaves,
    answer: saveEnding(connectionEnding),
  }),
]
