import { letRun, moveOnOneDay, readClock, readingOf, stand } from '../../council/clock.ts'
import { instantInWords, notFound, page, problem, redirect, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

const acts = { moveOn: moveOnOneDay, letRun, stand } as const

const isAct = (text: string): text is keyof typeof acts => Object.hasOwn(acts, text)

const show = async ({ database }: Asked): Promise<Answer> => {
  const clock = await readClock(database.sql)
  if (clock.kind === 'machine') return notFound()
  return page('areas/administration/clock.njk', {
    title: 'The county’s clock',
    now: instantInWords(readingOf(clock)),
    running: clock.runningSince !== null,
    action: paths.clock(),
  })
}

const set = async ({ database, form }: Asked): Promise<Answer> => {
  const act = textOf(form.act)
  if ((await readClock(database.sql)).kind === 'machine') return notFound()
  if (!isAct(act))
    return problem(
      422,
      'The clock was not set',
      'Choose whether it moves on a day, runs, or stands.',
      'Go back and choose.',
    )
  await acts[act](database.sql)
  return redirect(paths.clock())
}

/** In a simulated county whoever has signed in sets the clock; a council at work has no such page. */
const anyone = () => true

export const clockRoutes = [
  route({ method: 'GET', path: paths.clock, permission: anyone, audit: 'the clock', answer: show }),
  route({ method: 'POST', path: paths.clock, permission: anyone, audit: 'set the clock', answer: set }),
]
