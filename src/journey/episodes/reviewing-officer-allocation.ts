import { episode } from '../episode.ts'

export const reviewingOfficerAllocation = episode({
  title: 'Reviewing officer allocation',
  basis: 'Children Act 1989 section 25A; Working Together: conferences are chaired by somebody independent',
  about: 'The conference chair or independent reviewing officer of the child.',
  detail: ['worker', 'team'],
  oneAtATime: true,
})
