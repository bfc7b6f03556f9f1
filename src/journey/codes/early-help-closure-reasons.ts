/** Why early help ended. */
export const earlyHelpClosureReasons = {
  needsMet: 'Needs met',
  universalHelp: 'Continues with universal help',
  steppedUp: 'Stepped up to children’s social care',
  disengaged: 'The family chose not to go on',
  moved: 'Moved away',
  turned18: 'Turned 18',
} as const
