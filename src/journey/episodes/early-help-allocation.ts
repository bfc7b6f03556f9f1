import { episode } from '../episode.ts'

export const earlyHelpAllocation = episode({
  title: 'Early help allocation',
  basis: 'Working Together: a lead practitioner for early help',
  about: 'The early help worker and team who help the family.',
  detail: ['worker', 'team'],
  oneAtATime: true,
})
