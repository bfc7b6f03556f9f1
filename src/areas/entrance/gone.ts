import type { BegunForm } from '../../door/begun-forms.ts'
import { textOf, textsOf } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Sent } from '../../web/index.ts'
import { formOf } from './begin.ts'
import { entrancePage } from './frame.ts'
import { own } from './paths.ts'

/** Names of the page's own that come with every form. */
const ofThePage: readonly string[] = ['_csrf', 'of', 'carries', 'change']

/** What was typed on the page, to be carried over: never of a worry about a child, which is to leave nothing behind. */
const carriedOf = (form: Sent) =>
  textOf(form.of) !== 'support'
    ? []
    : Object.entries(form).flatMap(([name, value]) =>
        ofThePage.includes(name) ? [] : textsOf(value).map(each => ({ name, value: each })),
      )

/** A form whose time is over, or that this browser never had: said kindly, with what was typed where that is possible. */
export const showGone = (asked: AskedByAnyone): Answer => {
  const carried = carriedOf(asked.form)
  return entrancePage(
    asked,
    'gone.njk',
    {
      title: 'This form is no longer open',
      begin: own.begin(),
      carried,
      words: carried.filter(({ name, value }) => value.trim().length > 3 && !/-(day|month|year)$/.test(name)),
    },
    { status: Object.keys(asked.form).length > 0 ? 409 : 200 },
  )
}

/** Answers with the form that this browser writes: where it is gone, or sent already, that is said instead. */
export const withForm =
  <P>(answer: (asked: AskedByAnyone<P>, form: BegunForm) => Promise<Answer> | Answer) =>
  async (asked: AskedByAnyone<P>): Promise<Answer> => {
    const form = await formOf(asked)
    if (form === undefined) return showGone(asked)
    return answer(asked, form)
  }
