import { episode } from '../episode.ts'

export const socialWorkerAllocation = episode({
  title: 'Social worker allocation',
  basis: 'Working Together: a named practitioner for every child',
  about: 'The social worker and team responsible for the child.',
  detail: ['worker', 'team'],
  oneAtATime: true,
})
