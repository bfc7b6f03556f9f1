import { partsOf } from '../../../access/parts.ts'
import { endSessionsOf, openSessionsOf } from '../../../access/open-sessions.ts'
import { inWords } from '../../../calendar/index.ts'
import { addWorker, beginPost, endPost, leave, postsOf, StaffRefusal, workerNames } from '../../../council/index.ts'
import type { KnownPost } from '../../../council/index.ts'
import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { saidBy } from '../said-by.ts'
import { choicesOfPost, dayItems, errorsOf, readDay, readPost, typedDay, typedIn } from './form.ts'
import type { Problems, Typed } from './form.ts'
import { leftOpenBy } from './left-open.ts'
import { postInWords } from './member.ts'

/** Whoever has not the part any more that they are signed in with is out at once. */
const endSessionsWithoutPart = async ({ database, context }: Asked<unknown>, worker: number): Promise<void> => {
  const [sessions, parts] = await Promise.all([
    openSessionsOf(database.sql, worker),
    partsOf(database.sql, worker, context.today),
  ])
  for (const { session, role } of sessions)
    if (!parts.some(part => part.role === role))
      await endSessionsOf(database.sql, worker, {
        at: context.now,
        because: 'left',
        by: context.worker,
        only: session,
      })
}

type Form = {
  readonly template: 'joiner' | 'begin-post' | 'end-post' | 'leave'
  readonly title: string
  readonly action: string
  readonly more?: Readonly<Record<string, unknown>>
}

const show = async (asked: Asked<unknown>, form: Form, typed: Typed, problems: Problems = {}): Promise<Answer> =>
  page(
    `areas/administration/staff/${form.template}.njk`,
    {
      title: form.title,
      ...form.more,
      action: form.action,
      typed,
      problems,
      errors: errorsOf(problems),
      days: {
        from: dayItems(typed, 'from', problems.from),
        on: dayItems(typed, 'on', problems.on),
        qualified: dayItems(typed, 'qualified', problems.qualified),
      },
      ...(await choicesOfPost(asked, typed)),
    },
    { status: Object.keys(problems).length === 0 ? 200 : 422 },
  )

/** Does it, or shows the form again with why not, and with what was typed. */
const orShow = async (
  asked: Asked<unknown>,
  form: Form,
  typed: Typed,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StaffRefusal) return show(asked, form, typed, { [error.field]: error.message })
    throw error
  }
}

const joinerForm: Form = { template: 'joiner', title: 'Take somebody on', action: paths.joiner() }

export const showJoiner = (asked: Asked): Promise<Answer> =>
  show(asked, joinerForm, typedDay('from', asked.context.today))

const named = (typed: Typed): Problems => ({
  ...(typed.given === '' ? { given: 'Enter their first name' } : {}),
  ...(typed.family === '' ? { family: 'Enter their last name' } : {}),
  ...((typed.given?.length ?? 0) > 100 ? { given: 'Their first name must be 100 characters or fewer' } : {}),
  ...((typed.family?.length ?? 0) > 100 ? { family: 'Their last name must be 100 characters or fewer' } : {}),
})

/** Takes somebody on, with their first post. */
export const takeOn = async (asked: Asked): Promise<Answer> => {
  const { database, context, form } = asked
  const typed = typedIn(form)
  const { today } = context
  const from = readDay(typed, { name: 'from', ask: 'The day they start', today })
  const isNewlyQualified = ['day', 'month', 'year'].some(part => typed[`qualified-${part}`] !== '')
  const qualified = isNewlyQualified
    ? readDay(typed, { name: 'qualified', ask: 'The day they qualified', today })
    : { value: null, problems: {} }
  const post = readPost(typed, from.value)
  const problems = { ...named(typed), ...post.problems, ...from.problems, ...qualified.problems }
  if (Object.keys(problems).length > 0 || post.value === undefined) return show(asked, joinerForm, typed, problems)
  const joiner = {
    given: typed.given ?? '',
    family: typed.family ?? '',
    newlyQualifiedOn: qualified.value ?? null,
    post: post.value,
  }
  return orShow(asked, joinerForm, typed, async () =>
    redirect(paths.staffMember({ worker: await addWorker(database.sql, joiner, await saidBy(asked)) })),
  )
}

type AboutWorker = Asked<unknown> & { readonly worker: number }

const nameOf = async ({ database, worker }: AboutWorker) => (await workerNames(database.sql, [worker])).get(worker)

const postForm = async (asked: AboutWorker): Promise<Form | undefined> => {
  const name = await nameOf(asked)
  const back = paths.staffMember({ worker: asked.worker })
  return name === undefined
    ? undefined
    : {
        template: 'begin-post',
        title: 'Begin a post',
        action: paths.beginPost({ worker: asked.worker }),
        more: { name, back },
      }
}

export const showBeginPost = async (asked: AboutWorker): Promise<Answer> => {
  const form = await postForm(asked)
  return form === undefined ? notFound() : show(asked, form, typedDay('from', asked.context.today))
}

/** Begins another post beside those that somebody has. */
export const takeBeginPost = async (asked: AboutWorker): Promise<Answer> => {
  const { database, context, worker } = asked
  const form = await postForm(asked)
  if (form === undefined) return notFound()
  const typed = typedIn(asked.form)
  const from = readDay(typed, { name: 'from', ask: 'The day the post begins', today: context.today })
  const post = readPost(typed, from.value)
  const { value } = post
  if (value === undefined) return show(asked, form, typed, { ...post.problems, ...from.problems })
  return orShow(asked, form, typed, async () => {
    await beginPost(database.sql, worker, value, await saidBy(asked))
    return redirect(paths.staffMember({ worker }))
  })
}

const endForm = async (asked: AboutWorker, number: number): Promise<Form | undefined> => {
  const { worker, database } = asked
  const [name, posts] = [await nameOf(asked), await postsOf(database.sql, worker)]
  const post: KnownPost | undefined = posts.find(each => each.post === number)
  if (name === undefined || post === undefined) return undefined
  return {
    template: 'end-post',
    title: 'End a post, or move',
    action: paths.endPost({ worker, post: number }),
    more: { name, post: postInWords(post), since: inWords(post.startedOn), back: paths.staffMember({ worker }) },
  }
}

export const showEndPost = async (asked: AboutWorker, post: number): Promise<Answer> => {
  const form = await endForm(asked, post)
  return form === undefined ? notFound() : show(asked, form, typedDay('on', asked.context.today))
}

/** Ends a post, and begins the next on the same day where they move. */
export const takeEndPost = async (asked: AboutWorker, number: number): Promise<Answer> => {
  const { database, context, worker } = asked
  const form = await endForm(asked, number)
  if (form === undefined) return notFound()
  const typed = typedIn(asked.form)
  const { value: on, problems } = readDay(typed, { name: 'on', ask: 'The day the post ends', today: context.today })
  const next = typed.role === '' ? { problems: {} } : readPost(typed, on)
  if (on === undefined || Object.keys(next.problems).length > 0)
    return show(asked, form, typed, { ...problems, ...next.problems })
  return orShow(asked, form, typed, async () => {
    const change = { post: number, on, ...('value' in next ? { next: next.value } : {}) }
    await endPost(database.sql, worker, change, await saidBy(asked))
    await endSessionsWithoutPart(asked, worker)
    return redirect(paths.staffMember({ worker }))
  })
}

const leaveForm = async (asked: AboutWorker): Promise<Form | undefined> => {
  const { worker } = asked
  const name = await nameOf(asked)
  if (name === undefined) return undefined
  const more = {
    name,
    back: paths.staffMember({ worker }),
    inHand: await leftOpenBy(asked, worker),
    shareOut: paths.leaving({ worker }),
  }
  return { template: 'leave', title: 'Somebody leaves', action: paths.leave({ worker }), more }
}

export const showLeave = async (asked: AboutWorker): Promise<Answer> => {
  const form = await leaveForm(asked)
  return form === undefined ? notFound() : show(asked, form, typedDay('on', asked.context.today))
}

/** Ends every post of somebody from a day on; where it is today, they are out at once. */
export const takeLeave = async (asked: AboutWorker): Promise<Answer> => {
  const { database, context, worker } = asked
  const form = await leaveForm(asked)
  if (form === undefined) return notFound()
  const typed = typedIn(asked.form)
  const { value: on, problems } = readDay(typed, { name: 'on', ask: 'The day their access ends', today: context.today })
  if (on === undefined) return show(asked, form, typed, problems)
  return orShow(asked, form, typed, async () => {
    await leave(database.sql, worker, on, await saidBy(asked))
    await endSessionsWithoutPart(asked, worker)
    return redirect(paths.staffMember({ worker }))
  })
}
