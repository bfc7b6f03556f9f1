import { area, childRoute, route } from '../../web/index.ts'
import { showBoard } from './board/board.ts'
import { accept, showHandovers } from './handovers/page.ts'
import { paths } from './paths.ts'
import { recordAnswer, showAnswer } from './record/answer.ts'
import { recordShort, showShort } from './record/short.ts'
import { showRoster } from './roster/roster.ts'
import { addShift, changeTheShift, showAddShift, showShift } from './roster/shift.ts'
import { seesTheNight, seesTheRoster, worksWithChildren } from './who.ts'

const rosterAudit = { add: 'add to the duty roster', change: 'change the duty roster' }

/** The duty team: evenings, nights, weekends and bank holidays, and what they hand over to the day. */
export const outOfHours = area({
  name: 'Out of hours',
  navigation: [{ text: 'Out of hours', to: paths.board(), permission: seesTheNight }],
  routes: [
    route({ method: 'GET', path: paths.board, permission: seesTheNight, audit: 'night’s board', answer: showBoard }),
    route({
      method: 'GET',
      path: paths.handovers,
      permission: seesTheRoster,
      audit: 'handovers from the night',
      answer: showHandovers,
    }),
    childRoute({
      method: 'POST',
      path: paths.accept,
      permission: worksWithChildren,
      audit: 'accept a handover',
      answer: accept,
    }),
    childRoute({
      method: 'GET',
      path: paths.record,
      permission: worksWithChildren,
      audit: 'form of the night',
      answer: showShort,
    }),
    childRoute({
      method: 'POST',
      path: paths.record,
      permission: worksWithChildren,
      audit: 'record at night',
      answer: recordShort,
    }),
    childRoute({
      method: 'GET',
      path: paths.answer,
      permission: worksWithChildren,
      audit: 'request at night',
      answer: showAnswer,
    }),
    childRoute({
      method: 'POST',
      path: paths.answer,
      permission: worksWithChildren,
      audit: 'answer a request at night',
      answer: recordAnswer,
    }),
    route({ method: 'GET', path: paths.roster, permission: seesTheRoster, audit: 'duty roster', answer: showRoster }),
    route({
      method: 'GET',
      path: paths.addShift,
      permission: seesTheNight,
      audit: rosterAudit.add,
      answer: showAddShift,
    }),
    route({ method: 'POST', path: paths.addShift, permission: seesTheNight, audit: rosterAudit.add, answer: addShift }),
    route({
      method: 'GET',
      path: paths.shift,
      permission: seesTheNight,
      audit: rosterAudit.change,
      answer: showShift,
    }),
    route({
      method: 'POST',
      path: paths.shift,
      permission: seesTheNight,
      audit: rosterAudit.change,
      answer: changeTheShift,
    }),
  ],
})
