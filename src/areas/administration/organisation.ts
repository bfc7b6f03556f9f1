import { roleMatrix } from '../../access/role-matrix.ts'
import { isCivilDate } from '../../calendar/index.ts'
import { changesOfCouncil } from '../../council/index.ts'
import { posts, servicesOn, teams } from '../../council/organisation.ts'
import type { Post, Service, Team } from '../../council/organisation.ts'
import { roles } from '../../journey/roles.ts'
import { page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

/** So many of the last changes of the council are shown. */
const mostChanges = 20

const person = (post: Post) => ({
  name: post.name,
  role: roles[post.role],
  note: [
    post.agency ? 'agency' : '',
    post.fullTimeEquivalent === 1 ? '' : `${post.fullTimeEquivalent} of full time`,
    post.newlyQualifiedOn === null ? '' : 'newly qualified when appointed',
  ]
    .filter(Boolean)
    .join(', '),
})

/** Services with their teams, and teams with their people, on one day. */
const organisationView = (
  all: readonly Service[],
  on: { readonly teams: readonly Team[]; readonly posts: readonly Post[] },
) =>
  all
    .map(service => ({
      name: service.name,
      threshold: service.caseloadThreshold,
      teams: on.teams
        .filter(team => team.service === service.service)
        .map(team => ({
          name: team.name,
          people: on.posts.filter(post => post.team === team.team).map(person),
        })),
    }))
    .filter(service => service.teams.length > 0)

const show = async ({ database, context, query }: Asked): Promise<Answer> => {
  const asked = textOf(query.on)
  const on = isCivilDate(asked) ? asked : context.today
  const [all, teamsThen, postsThen, changes] = await Promise.all([
    servicesOn(database.sql, on),
    teams(database.sql, { on }),
    posts(database.sql, { on }),
    changesOfCouncil(database.sql, mostChanges),
  ])
  return page('areas/administration/organisation.njk', {
    title: 'The organisation',
    on,
    wrong: asked !== '' && !isCivilDate(asked),
    services: organisationView(all, { teams: teamsThen, posts: postsThen }),
    withoutTeam: postsThen.filter(post => post.team === null).map(person),
    counts: { teams: teamsThen.length, people: new Set(postsThen.map(post => post.worker)).size },
    changes,
    staff: roleMatrix[context.role].administers ? paths.staff() : undefined,
    action: paths.organisation(),
  })
}

export const organisationRoutes = [
  route({
    method: 'GET',
    path: paths.organisation,
    permission: ({ role }) => roleMatrix[role].administers || roleMatrix[role].opens === 'county',
    audit: 'the organisation',
    answer: show,
  }),
]
