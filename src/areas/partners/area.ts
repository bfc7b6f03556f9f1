import { area } from '../../web/index.ts'

/** What people of other organisations send, and what became of it. */
export const partners = area({ name: 'Professionals’ entrance', navigation: [], routes: [] })
