/** The disciplines of the duty team. Names are stored, words may change. */
export const dutyDisciplines = {
  socialWorker: 'Social worker',
  youthWorker: 'Youth worker',
  conferenceCoordinator: 'Family group conference co-ordinator',
  placements: 'Placements (Gateway)',
  mentalHealthNurse: 'Mental health triage nurse',
} as const

export type DutyDiscipline = keyof typeof dutyDisciplines

export const isDutyDiscipline = (text: string): text is DutyDiscipline => Object.hasOwn(dutyDisciplines, text)

/** Who calls the duty team about a child. */
export const dutyCallers = {
  parentOrCarer: 'Parent or carer',
  child: 'The child or young person',
  family: 'Another relative or a friend',
  fosterCarer: 'Foster carer',
  home: 'Children’s home',
  police: 'Police',
  ambulance: 'Ambulance service',
  hospital: 'Hospital',
  neighbour: 'Neighbour or member of the public',
  professional: 'Another professional',
  anonymous: 'Somebody who gave no name',
} as const

/** Whether a child is safe for the night, as the duty worker judges it. */
export const safeForNow = {
  safe: 'Yes',
  safeWithPlan: 'Yes, with what was arranged',
  notSafe: 'No',
  notKnown: 'We do not know',
} as const

/** Who of the children was seen at a visit of the duty team. */
export const seenAtNight = {
  alone: 'Seen alone',
  withOthers: 'Seen with others there',
  notSeen: 'Not seen',
} as const

/** Which of the two hours, on the night when the clocks go back. */
export const hoursTwice = {
  first: 'The first, before the clocks went back',
  second: 'The second, after they went back',
} as const
