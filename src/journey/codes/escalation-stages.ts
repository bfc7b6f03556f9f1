/** The stages of a chair's escalation, by who answers. */
export const escalationStages = {
  informal: 'Informal: the worker and the team manager',
  teamManager: 'Formal, stage 1: the team manager',
  serviceManager: 'Formal, stage 2: the service manager',
  director: 'Formal, stage 3: the director',
} as const

export type EscalationStage = keyof typeof escalationStages

export const isEscalationStage = (text: string): text is EscalationStage => Object.hasOwn(escalationStages, text)
