import { area, route } from '../../web/index.ts'
import { showOverview } from './overview/overview.ts'
import { leave, showLeaving } from './leaving/leaving.ts'
import { paths } from './paths.ts'
import { place, showPlace } from './placing/place.ts'
import { showTeam } from './team/team.ts'
import { answerTransfer, showTransfer, showTransfers } from './transfers/transfers.ts'
import { showWaiting } from './waiting/waiting.ts'
import { allocates, holdsChildren, passesChildrenOn, seesCaseloads } from './who.ts'
import { showMine, showWorker } from './worker/worker.ts'

/** Caseloads: who holds how much on any day against policy, who waits, and children passing from hand to hand. */
export const caseloads = area({
  name: 'Caseloads',
  navigation: [
    { text: 'Caseloads', to: paths.caseloads(), permission: seesCaseloads },
    { text: 'My caseload', to: paths.myCaseload(), permission: holdsChildren },
  ],
  routes: [
    route({
      method: 'GET',
      path: paths.caseloads,
      permission: seesCaseloads,
      audit: 'caseloads',
      answer: showOverview,
    }),
    route({ method: 'GET', path: paths.myCaseload, permission: holdsChildren, audit: 'my caseload', answer: showMine }),
    route({
      method: 'GET',
      path: paths.team,
      permission: seesCaseloads,
      audit: 'caseload of a team',
      answer: showTeam,
    }),
    route({
      method: 'GET',
      path: paths.worker,
      permission: context => seesCaseloads(context) || holdsChildren(context),
      audit: 'caseload of a worker',
      asksTheSame: true,
      answer: showWorker,
    }),
    route({
      method: 'GET',
      path: paths.waiting,
      permission: allocates,
      audit: 'waiting to be allocated',
      asksTheSame: true,
      answer: showWaiting,
    }),
    route({
      method: 'GET',
      path: paths.place,
      permission: passesChildrenOn,
      audit: 'choose a worker',
      answer: showPlace,
    }),
    route({
      method: 'POST',
      path: paths.place,
      permission: passesChildrenOn,
      audit: 'put into other hands',
      answer: place,
    }),
    route({
      method: 'GET',
      path: paths.leaving,
      permission: allocates,
      audit: 'reallocate a caseload',
      answer: showLeaving,
    }),
    route({
      method: 'POST',
      path: paths.leaving,
      permission: allocates,
      audit: 'reallocated a caseload',
      answer: leave,
    }),
    route({
      method: 'GET',
      path: paths.transfers,
      permission: passesChildrenOn,
      audit: 'transfers',
      answer: showTransfers,
    }),
    route({
      method: 'GET',
      path: paths.transfer,
      permission: passesChildrenOn,
      audit: 'transfer',
      answer: showTransfer,
    }),
    route({
      method: 'POST',
      path: paths.transfer,
      permission: passesChildrenOn,
      audit: 'answer a transfer',
      answer: answerTransfer,
    }),
  ],
})
