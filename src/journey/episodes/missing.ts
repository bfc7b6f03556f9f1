import { episode } from '../episode.ts'

export const missing = episode({
  title: 'Missing',
  basis: 'Statutory guidance on children who run away or go missing, January 2014',
  about: 'The child is missing from home or care, or away without authorisation, until they return.',
  detail: ['kind'],
  oneAtATime: true,
  standing: { words: 'Missing', rank: 100 },
})
