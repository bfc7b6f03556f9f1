import { choice, optional, text, yesNo } from '../../../journey/fields.ts'
import { posts } from '../../../council/organisation.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import { roles } from '../../../journey/roles.ts'
import { notFound, page, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { peopleNear } from '../child/near.ts'
import type { Near } from '../child/near.ts'
import { changeNeeds, inviteOne, noteReport, removeInvitee } from './invitees.ts'
import { invitationsOf, sendInvitations } from './letters.ts'
import type { Invitee } from './meeting.ts'
import { isOver } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { interpretersFor, noteChange } from './plan.ts'
import { childrenInWords, inviteeInWords, titleOf, whenInWords, whereInWords } from './words.ts'

type ForInvitee = AskedAboutMeeting & { readonly params: { readonly invitee: number } }
type ForReport = AskedAboutMeeting & { readonly params: { readonly report: number } }
type Problems = Readonly<Record<string, string>>

const toMeeting = ({ meeting }: AskedAboutMeeting) =>
  redirect(paths.meeting({ meeting: meeting.meeting }, { saved: 1 }))

const showForm = (
  asked: AskedAboutMeeting,
  form: {
    readonly title: string
    readonly heading: string
    readonly questions: Questions
    readonly typed: Typed
    readonly problems: Problems
    readonly button: string
    readonly remove?: string
  },
): Answer => {
  const { meeting, context } = asked
  const { views, errors } = showQuestions(form.questions, form.typed, form.problems, context.today)
  return page(
    'areas/casework/meetings/form.njk',
    {
      title: form.title,
      heading: form.heading,
      about: `${titleOf(meeting)}: ${childrenInWords(meeting)}`,
      now: `${whenInWords(meeting)}. ${whereInWords(meeting)}`,
      questions: views,
      errors,
      button: form.button,
      remove: form.remove,
      version: meeting.version,
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** The family and household of all the meeting's children, once each. */
const nearAll = async ({ database, context, meeting }: AskedAboutMeeting): Promise<readonly Near[]> => {
  const lists = await Promise.all(meeting.children.map(({ identity }) => peopleNear(database.sql, context, identity)))
  return [...new Map(lists.flat().map(each => [each.identity, each])).values()]
}

/** Who can be invited beside those who are: family, workers, or somebody of an agency. */
const inviteQuestions = async (
  asked: AskedAboutMeeting,
): Promise<{ readonly questions: Questions; readonly near: readonly Near[] }> => {
  const { database, context, meeting } = asked
  const near = meetingKindOf(meeting.kind).withFamily ? await nearAll(asked) : []
  const held = await posts(database.sql, { on: context.today })
  const optionsOf = (list: readonly (readonly [number, string])[]) =>
    Object.fromEntries(list.map(([number, words]) => [String(number), words]))
  const family = near.map(
    each => [each.identity, `${each.name}${each.isTheir === undefined ? '' : `, ${each.isTheir}`}`] as const,
  )
  return {
    near,
    questions: {
      ...(family.length === 0 ? {} : { family: optional(choice('One of the family', optionsOf(family))) }),
      worker: optional(
        choice(
          'Or a worker of the council',
          optionsOf(held.map(each => [each.worker, `${each.name}, ${roles[each.role]}`])),
        ),
      ),
      agency: optional(text('Or somebody of another agency: which agency')),
      name: optional(text('Their name, if you know it')),
    },
  }
}

export const showInvite = async (asked: AskedAboutMeeting): Promise<Answer> =>
  isOver(asked.meeting) ??
  showForm(asked, {
    title: 'Invite somebody',
    heading: 'Invite somebody',
    questions: (await inviteQuestions(asked)).questions,
    typed: {},
    problems: {},
    button: 'Invite',
  })

type Chosen = { readonly family?: string; readonly worker?: string; readonly agency?: string; readonly name?: string }

/** Who was chosen, as an invitation; undefined where nobody was, or several at once. */
const chosenIn = async (
  { database, meeting }: AskedAboutMeeting,
  { family, worker, agency, name }: Chosen,
  near: readonly Near[],
  workers: Questions,
) => {
  const isAgency = agency !== undefined || name !== undefined
  if ([family !== undefined, worker !== undefined, isAgency].filter(Boolean).length !== 1) return undefined
  const { meeting: number } = meeting
  if (family !== undefined) {
    const identity = Number(family)
    const interpreter = (await interpretersFor(database.sql, [identity])).get(identity) ?? null
    return {
      meeting: number,
      identity,
      interpreter,
      part: near.find(each => each.identity === identity)?.isTheir ?? 'lives with the child',
    }
  }
  if (worker !== undefined)
    return {
      meeting: number,
      worker: Number(worker),
      part: (workers.worker?.codes?.[worker] ?? '').split(', ').at(-1)?.toLowerCase() ?? 'worker',
    }
  return { meeting: number, name: name ?? null, agency: agency ?? null, part: agency ?? '' }
}

export const invite = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { database, context, meeting, form } = asked
  const over = isOver(meeting)
  if (over !== undefined) return over
  const { questions, near } = await inviteQuestions(asked)
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  const again = (wrong: Problems) =>
    showForm(asked, {
      title: 'Invite somebody',
      heading: 'Invite somebody',
      questions,
      typed,
      problems: wrong,
      button: 'Invite',
    })
  if (Object.keys(problems).length > 0) return again(problems)
  const chosen = await chosenIn(asked, values, near, questions)
  if (chosen === undefined)
    return again({
      [Object.keys(questions)[0] ?? 'worker']: 'Choose one person: of the family, a worker, or somebody of an agency',
    })
  if (!(await inviteOne(database.sql, chosen))) {
    const question = 'identity' in chosen ? 'family' : 'worker' in chosen ? 'worker' : 'agency'
    return again({ [question]: 'They are invited already. Nobody is invited twice' })
  }
  return toMeeting(asked)
}

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

/** The invitations, one to a page when printed; each says when, where, what it is about and what the reader needs. */
export const showLetters = (asked: AskedAboutMeeting): Answer => {
  const { meeting, context } = asked
  return page('areas/casework/meetings/letters.njk', {
    title: 'Invitations',
    meeting,
    heading: titleOf(meeting),
    about: childrenInWords(meeting),
    when: whenInWords(meeting),
    where: whereInWords(meeting),
    today: context.today,
    letters: invitationsOf(meeting),
    toSend: meeting.invitees.filter(({ invitedAt, uninvited }) => invitedAt === null && !uninvited).length,
    isOpen: meeting.heldAt === null && meeting.cancelledAt === null,
    back: paths.meeting({ meeting: meeting.meeting }),
  })
}

export const markSent = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const over = isOver(asked.meeting)
  if (over !== undefined) return over
  await sendInvitations(asked, asked.meeting)
  return toMeeting(asked)
}

/** Notes that a report came today, or takes that back. */
export const reportCame = async (asked: ForReport): Promise<Answer> => {
  const { database, context, meeting, params, form } = asked
  if (!meeting.reports.some(({ report }) => report === params.report)) return notFound()
  await noteReport(database.sql, context, {
    meeting: meeting.meeting,
    report: params.report,
    cameOn: textOf(form.came) === 'no' ? null : context.today,
  })
  return toMeeting(asked)
}
