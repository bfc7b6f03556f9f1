import { episode } from '../episode.ts'

export const inNeed = episode({
  title: 'In need',
  basis: 'Children Act 1989 section 17',
  about:
    'Open to children’s social care, from the referral that was accepted to closure, whatever else happens meanwhile.',
  oneAtATime: true,
  standing: { words: 'In need', rank: 10 },
})
