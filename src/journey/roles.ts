/** The parts people play in a county's children's services. What each may see and do is the role matrix (src/access). */
export const roles = {
  pointOfAccessWorker: 'Point of access worker',
  dutyWorker: 'Duty worker',
  socialWorker: 'Social worker',
  personalAdviser: 'Personal adviser',
  earlyHelpWorker: 'Early help worker',
  teamManager: 'Team manager',
  serviceManager: 'Service manager',
  conferenceChair: 'Conference chair and independent reviewing officer',
  businessSupport: 'Business support',
  auditor: 'Auditor',
  analyst: 'Analyst',
  informationGovernance: 'Information governance officer',
  director: 'Director',
  councillor: 'Councillor',
  administrator: 'Administrator',
} as const

export type Role = keyof typeof roles

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)
