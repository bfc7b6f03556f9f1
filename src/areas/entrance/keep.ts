import { dateAt } from '../../calendar/index.ts'
import { daysKept, goOnWith, keepBehindCode } from '../../door/begun-forms.ts'
import { codeIn } from '../../door/references.ts'
import { addDays } from '../../calendar/index.ts'
import { redirect, textOf, withCookies } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Part } from '../../web/index.ts'
import { formCookie } from './begin.ts'
import { entrancePage } from './frame.ts'
import { withForm } from './gone.ts'
import { nextOf } from './order.ts'
import { own } from './paths.ts'

/** What keeping it for later means, before anything is kept. A worry about a child is never kept. */
export const showKeep = withForm((asked, form) =>
  form.kind !== 'support' || form.request !== undefined
    ? redirect(nextOf(form, dateAt(asked.now)))
    : entrancePage(asked, 'keep.njk', {
        title: 'Come back later',
        goOnHere: nextOf(form, dateAt(asked.now)),
        isKept: form.isKept,
        of: form.kind,
      }),
)

/** Keeps a request for support behind a code that is shown once. */
export const keep = withForm(async (asked, form) => {
  const code = await keepBehindCode(asked.database.sql, form, asked.now)
  if (code === undefined) return redirect(nextOf(form, dateAt(asked.now)))
  const today = dateAt(asked.now)
  return entrancePage(asked, 'kept.njk', {
    title: 'Come back later',
    code,
    link: `${asked.origin}${own.goOnWith({ code })}`,
    until: addDays(today, daysKept),
    goOnHere: nextOf(form, today),
  })
})

const askCode = (asked: Pick<AskedByAnyone, 'council'>, typed: string, problem?: string): Answer =>
  entrancePage(
    asked,
    'go-on.njk',
    {
      title: 'Go on with a request',
      typed,
      problem,
      errors: problem === undefined ? [] : [{ text: problem, href: '#code' }],
      goOn: own.goOn(),
      danger: own.danger(),
    },
    { status: problem === undefined ? 200 : 422 },
  )

/** The page on which a code is typed. Its link leads here too: only a press of the button opens anything. */
export const showGoOn = (asked: AskedByAnyone): Answer => askCode(asked, '')

export const showGoOnWith = (asked: AskedByAnyone<{ readonly code: Part<string> }>): Answer =>
  askCode(asked, codeIn(asked.params.code) ?? '')

/** Goes on with what was kept. A code that never was and one whose time is over get the same answer. */
export const goOn = async (asked: AskedByAnyone): Promise<Answer> => {
  const typed = textOf(asked.form.code)
  if (typed === '') return askCode(asked, '', 'Enter the code that you wrote down')
  const code = codeIn(typed)
  const token = code === undefined ? undefined : await goOnWith(asked.database.sql, code, asked.now)
  if (token === undefined)
    return askCode(
      asked,
      typed.slice(0, 40),
      'This code opens nothing. Check each letter, or start again: a request is kept for 14 days',
    )
  return withCookies(redirect(own.before()), { [formCookie]: token })
}
