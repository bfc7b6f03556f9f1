import { path, paths as common, wholeNumber } from '../../web/index.ts'

/** The pages of the duty team. A child, a shift and an entry are numbers in them; a night is a date. */
export const paths = {
  board: common.outOfHours,
  handovers: common.handovers,
  accept: common.acceptHandover,
  record: common.recordAtNight,
  answer: common.answerAtNight,
  roster: path('/out-of-hours/roster'),
  addShift: path('/out-of-hours/roster/add'),
  shift: path('/out-of-hours/roster/shifts/:shift', { shift: wholeNumber }),
}
