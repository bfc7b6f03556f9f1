import { episode } from '../episode.ts'

export const coWorkerAllocation = episode({
  title: 'Co-working',
  basis: 'Local practice: a second worker beside the one who is responsible',
  about:
    'A second worker works with the child beside the one who is responsible. The child stays in the caseload of that one, and the record opens to both.',
  detail: ['worker', 'team'],
  oneAtATime: true,
})
