import { area, childRoute, route } from '../../web/index.ts'
import { showAgenda } from './agenda/agenda.ts'
import { showDrift } from './drift/list.ts'
import { showOfChild } from './of-child.ts'
import { showDecisions } from './oversight/decisions.ts'
import { recordOversight, showOversight } from './oversight/form.ts'
import { showOverview, showTeam } from './overview/overview.ts'
import { paths } from './paths.ts'
import { recordRoutes } from './record/routes.ts'
import { manages, seesSupervision } from './who.ts'
import { reply, showSupervision } from './worker/record.ts'
import { showWorker } from './worker/worker.ts'

/** Supervision of workers about each of their children, managers' oversight of significant events, and drift with its plan. */
export const supervision = area({
  name: 'Supervision',
  navigation: [{ text: 'Supervision', to: paths.overview(), permission: seesSupervision }],
  routes: [
    route({
      method: 'GET',
      path: paths.overview,
      permission: seesSupervision,
      audit: 'supervision',
      asksTheSame: true,
      answer: showOverview,
    }),
    route({ method: 'GET', path: paths.team, permission: manages, audit: 'supervision of a team', answer: showTeam }),
    route({
      method: 'GET',
      path: paths.worker,
      permission: seesSupervision,
      audit: 'supervisions of a worker',
      answer: showWorker,
    }),
    route({
      method: 'GET',
      path: paths.agenda,
      permission: seesSupervision,
      audit: 'supervision agenda',
      answer: showAgenda,
    }),
    ...recordRoutes,
    route({
      method: 'GET',
      path: paths.supervision,
      permission: seesSupervision,
      audit: 'supervision record',
      answer: showSupervision,
    }),
    route({
      method: 'POST',
      path: paths.supervision,
      permission: seesSupervision,
      audit: 'sign a supervision',
      answer: reply,
    }),
    route({
      method: 'GET',
      path: paths.decisions,
      permission: manages,
      audit: 'events not looked at',
      answer: showDecisions,
    }),
    route({ method: 'GET', path: paths.drift, permission: manages, audit: 'drift', answer: showDrift }),
    childRoute({
      method: 'GET',
      path: paths.oversight,
      permission: manages,
      audit: 'management oversight',
      answer: showOversight,
    }),
    childRoute({
      method: 'POST',
      path: paths.oversight,
      permission: manages,
      audit: 'record management oversight',
      answer: recordOversight,
    }),
    childRoute({
      method: 'GET',
      path: paths.ofChild,
      permission: seesSupervision,
      audit: 'supervision of a child’s worker',
      answer: showOfChild,
    }),
  ],
})
