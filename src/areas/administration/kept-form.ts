import { dropKeptForm, keptForm } from '../../access/kept-forms.ts'
import { page, redirect, route } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

/** What reads as something somebody wrote, rather than as a choice or a number of the form's own. */
const isWritten = (value: string): boolean => /\p{L}\S*\s+\S/u.test(value)

const show = async ({ database, context, session = '' }: Asked): Promise<Answer> => {
  const form = await keptForm(database.sql, session, context.worker)
  if (form === undefined) return redirect(paths.home())
  return page('areas/administration/kept-form.njk', {
    title: 'What you typed is still here',
    action: form.action,
    fields: form.fields.map(([name, value]) => ({ name, value })),
    written: form.fields.map(([, value]) => value).filter(isWritten),
    drop: paths.dropKeptForm(),
  })
}

const drop = async ({ database, session = '' }: Asked): Promise<Answer> => {
  await dropKeptForm(database.sql, session)
  return redirect(paths.home())
}

const anyone = () => true

/** What somebody sent when their session was over: they see it, and send it or throw it away. */
export const keptFormRoutes = [
  route({ method: 'GET', path: paths.keptForm, permission: anyone, audit: 'see what was kept', answer: show }),
  route({
    method: 'POST',
    path: paths.dropKeptForm,
    permission: anyone,
    audit: 'throw away what was kept',
    answer: drop,
  }),
]
