import { whoHasLooked } from '../../../access/log.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { onDutyAt } from '../../../council/duty-roster.ts'
import { isRole, roles } from '../../../journey/roles.ts'
import { draftsOf } from '../../../ledger/drafts.ts'
import { namesFor } from '../../../web/forms/index.ts'
import { childRoute, page, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Permission } from '../../../web/index.ts'
import { pageAsked, pagingOf } from '../words/paging.ts'
import { paths } from '../paths.ts'
import { reachOf } from '../people/reach.ts'
import { toldLast } from '../story/told.ts'
import { frameOf } from './frame.ts'
import { meetsChildren } from './meets-children.ts'
import { dutiesOf, nowModel } from './now.ts'
import { educationAndHealthOf } from './plans.ts'
import { recordable } from './recordable.ts'
import { recordedInWords, tonightModel } from './tonight.ts'
import { pictureOf } from './picture.ts'
import { childRecord } from './record.ts'

const mayReadLooks: Permission = ({ role }) => roleMatrix[role].readsWhoLooked || roleMatrix[role].readsAccessLog

export const childRoutes = [
  childRoute({
    method: 'GET',
    path: paths.child,
    permission: meetsChildren,
    audit: 'child',
    asksTheSame: true,
    answer: async asked => {
      const { rules, context, database, child } = asked
      const [record, drafts] = await Promise.all([childRecord(asked), draftsOf(database.sql, context, child)])
      return page('areas/casework/child/now.njk', {
        title: 'A child, now',
        frame: frameOf(rules, context, record, 'now'),
        givenName: record.facts.preferred ?? record.facts.given ?? 'the child',
        now: nowModel(rules, context, record, drafts),
        picture: pictureOf(rules, child, record, context.today),
        told: await toldLast(asked, child, record.entries),
        tonight: paths.tonight({ child }),
      })
    },
  }),
  childRoute({
    method: 'GET',
    path: paths.tonight,
    permission: meetsChildren,
    audit: 'summary for tonight',
    answer: async asked => {
      const { rules, context, database, query } = asked
      const [record, on] = await Promise.all([childRecord(asked), onDutyAt(database.sql, context.now)])
      const reached = await reachOf(asked, record)
      return page('areas/casework/child/tonight.njk', {
        title: 'If you are called tonight',
        frame: frameOf(rules, context, record, 'none'),
        recorded: recordedInWords[textOf(query.recorded)],
        givenName: record.facts.preferred ?? record.facts.given ?? 'The child',
        ...tonightModel(rules, context, record, { on, reached }),
      })
    },
  }),
  childRoute({
    method: 'GET',
    path: paths.health,
    permission: meetsChildren,
    audit: 'education and health',
    answer: asked => showHealth(asked),
  }),
  childRoute({
    method: 'GET',
    path: paths.looks,
    permission: mayReadLooks,
    audit: 'who has looked',
    answer: async asked => {
      const { rules, context, database, child, query } = asked
      const asks = pageAsked(textOf(query.page))
      const [record, found] = await Promise.all([
        childRecord(asked),
        whoHasLooked(database.sql, context, child, { page: asks, perPage: 50 }),
      ])
      if (found === undefined) return refused()
      return page('areas/casework/child/looks.njk', {
        title: 'Who has looked',
        frame: frameOf(rules, context, record, 'looks'),
        looks: found.looks.map(look => ({ ...look, role: isRole(look.role) ? roles[look.role] : look.role })),
        answers: lookAnswers,
        paging: pagingOf(found.total, asks, 50, to => paths.looks({ child }, { page: to })),
      })
    },
  }),
]

const lookAnswers = {
  open: 'opened',
  known: 'told that there is a record',
  nothing: 'told nothing',
  allowed: 'done',
  refused: 'refused',
}

type ForChild = Asked & { readonly child: number }

/** Education and health: the latest plan and assessment whole, and what is due of them. */
const showHealth = async (asked: ForChild): Promise<Answer> => {
  const { rules, context, database } = asked
  const record = await childRecord(asked)
  const recorded = record.entries.flatMap(({ step, answers }) => {
    const declared = rules.pathway.steps[step]
    return declared === undefined ? [] : [{ step: declared, answers }]
  })
  const names = await namesFor(database.sql, context, recorded)
  const about = ['personalEducationPlan', 'healthAssessment']
  const steps = recordable(rules, context, { openEpisodes: [], dueSteps: [] })
  return page('areas/casework/child/plans.njk', {
    title: 'Education and health',
    frame: frameOf(rules, context, record, 'health'),
    heading: 'Education and health',
    plans: educationAndHealthOf(rules, record, names),
    duties: dutiesOf(rules, context, record, steps).filter(({ step }) => about.includes(step)),
    empty:
      'There is no personal education plan and no health assessment yet. While a child is in our care both stand here, with their dates.',
  })
}
