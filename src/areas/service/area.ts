import type { Context } from '../../access/index.ts'
import { inWords } from '../../calendar/index.ts'
import { area, page, paths, route } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { glanceQuestions } from '../../web/glance.ts'
import type { Glance, GlancePart, GlanceQuestion } from '../../web/glance.ts'

const answersForAService = ({ role }: Pick<Context, 'role'>): boolean =>
  role === 'serviceManager' || role === 'director'

/** As many as stand on one sheet. */
const mostLines = 6

const sectionOf = (question: GlanceQuestion, parts: readonly GlancePart[]) => {
  const own = parts.filter(part => part.question === question)
  const lines = own.flatMap(part => part.lines).toSorted((one, other) => other.weight - one.weight)
  return {
    question,
    heading: glanceQuestions[question],
    says: own.map(({ says }) => says).join(' '),
    lines: lines.slice(0, mostLines),
    others: Math.max(0, lines.length - mostLines),
    more: own.flatMap(({ more }) => more ?? []),
  }
}

const showGlance =
  (glances: readonly Glance[]) =>
  async (asked: Asked): Promise<Answer> => {
    const parts = (await Promise.all(glances.map(glance => glance(asked)))).filter(part => part !== undefined)
    return page('areas/service/glance.njk', {
      title: 'The service at a glance',
      whose: asked.context.role === 'director' ? 'The whole county' : 'Your service',
      on: inWords(asked.context.today),
      sections: (Object.keys(glanceQuestions) as GlanceQuestion[]).map(question => sectionOf(question, parts)),
    })
  }

/** The service at a glance, for who answers for it: each area says its part, and the whole is one page. */
export const service = (glances: readonly Glance[]) =>
  area({
    name: 'The service',
    navigation: [{ text: 'At a glance', to: paths.glance(), permission: answersForAService }],
    routes: [
      route({
        method: 'GET',
        path: paths.glance,
        permission: answersForAService,
        audit: 'service at a glance',
        answer: showGlance(glances),
      }),
    ],
  })
