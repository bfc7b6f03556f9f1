import { optional, text, yesNo } from '../../../journey/fields.ts'
import { notFound } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { showForm, toMeeting } from './invitee-form.ts'
import type { Problems } from './invitee-form.ts'
import { changeNeeds, removeInvitee } from './invitees.ts'
import type { Invitee } from './meeting.ts'
import { isOver } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { noteChange } from './plan.ts'
import { inviteeInWords } from './words.ts'

type ForInvitee = AskedAboutMeeting & { readonly params: { readonly invitee: number } }

const needQuestions: Questions = {
  interpreter: optional(yesNo('Needs an interpreter')),
  language: optional(text('For which language', { longest: 100 })),
  booked: optional(yesNo('The interpreter is booked')),
  separateTime: optional(yesNo('Needs time apart from somebody else')),
  hasAdvocate: optional(yesNo('Has an advocate or somebody who supports them')),
  advocate: optional(text('Who that is', { longest: 200 })),
  needs: optional(
    text('What else helps them take part', {
      longest: 500,
      hint: 'For example, a lift, child care, large print, a break',
    }),
  ),
}

const typedNeeds = (invitee: Invitee): Typed => {
  const said: Readonly<Record<string, unknown>> = {
    interpreter: invitee.interpreter !== null,
    language: invitee.interpreter,
    booked: invitee.interpreterBooked,
    separateTime: invitee.separateTime,
    hasAdvocate: invitee.advocate !== null,
    advocate: invitee.advocate,
    needs: invitee.needs,
  }
  return Object.assign(
    {},
    ...Object.entries(needQuestions).map(([name, field]) => typedOf(name, field, said[name])),
  ) as Typed
}

const inviteeIn = ({ meeting, params }: ForInvitee) =>
  meeting.invitees.find(({ invitee }) => invitee === params.invitee)

const showNeeds = (asked: ForInvitee, invitee: Invitee, typed: Typed, problems: Problems): Answer =>
  showForm(asked, {
    title: 'What somebody needs',
    heading: `What ${invitee.name} needs to take part`,
    questions: needQuestions,
    typed,
    problems,
    button: 'Save',
    remove: paths.removeInvitee({ meeting: asked.meeting.meeting, invitee: invitee.invitee }),
  })

export const showInvitee = (asked: ForInvitee): Answer => {
  const invitee = inviteeIn(asked)
  return invitee === undefined
    ? notFound()
    : (isOver(asked.meeting) ?? showNeeds(asked, invitee, typedNeeds(invitee), {}))
}

export const saveInvitee = async (asked: ForInvitee): Promise<Answer> => {
  const { database, context, meeting, form } = asked
  const invitee = inviteeIn(asked)
  if (invitee === undefined) return notFound()
  const over = isOver(meeting)
  if (over !== undefined) return over
  const { values, problems, typed } = readQuestions(needQuestions, form, context.today)
  if (Object.keys(problems).length > 0) return showNeeds(asked, invitee, typed, problems)
  const words = (name: string) => (values[name] as string | undefined) ?? ''
  await changeNeeds(database.sql, meeting.meeting, invitee.invitee, {
    interpreter: values.interpreter === true ? words('language') : null,
    interpreterBooked: values.interpreter === true && values.booked === true,
    separateTime: values.separateTime === true,
    advocate: values.hasAdvocate === true ? words('advocate') : null,
    needs: words('needs') || null,
  })
  return toMeeting(asked)
}

export const remove = async (asked: ForInvitee): Promise<Answer> => {
  const { database, context, meeting } = asked
  const invitee = inviteeIn(asked)
  if (invitee === undefined) return notFound()
  const over = isOver(meeting)
  if (over !== undefined) return over
  await removeInvitee(database.sql, meeting.meeting, invitee.invitee)
  await noteChange(database.sql, context, meeting.meeting, `${inviteeInWords(invitee)} is no longer invited.`)
  return toMeeting(asked)
}
