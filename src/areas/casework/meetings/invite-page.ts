import { posts } from '../../../council/organisation.ts'
import { choice, optional, text } from '../../../journey/fields.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import { roles } from '../../../journey/roles.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { peopleNear } from '../child/near.ts'
import type { Near } from '../child/near.ts'
import { showForm, toMeeting } from './invitee-form.ts'
import type { Problems } from './invitee-form.ts'
import { inviteOne } from './invitees.ts'
import { isOver } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { interpretersFor } from './plan.ts'

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
