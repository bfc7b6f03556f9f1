export type * from './events.ts'
export { abuseCategories, contactSources, legalStatuses } from './events.ts'
