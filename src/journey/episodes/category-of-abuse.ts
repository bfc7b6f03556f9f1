import { episode } from '../episode.ts'

export const categoryOfAbuse = episode({
  title: 'Category of abuse',
  basis:
    'Working Together to Safeguard Children: the conference says in which category the child is likely to be harmed',
  about: 'The category in which a child has a child protection plan, from the conference that said so.',
  detail: ['category'],
  oneAtATime: true,
  inside: 'childProtectionPlan',
})
