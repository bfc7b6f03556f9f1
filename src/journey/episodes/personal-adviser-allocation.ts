import { episode } from '../episode.ts'

export const personalAdviserAllocation = episode({
  title: 'Personal adviser allocation',
  basis: 'Children Act 1989 section 23D',
  about: 'The personal adviser and team who support the young person.',
  detail: ['worker', 'team'],
  oneAtATime: true,
})
