export { loadFamilies } from './load.ts'
export type { LoadProgress } from './load.ts'
export type { ToldEntry, ToldFacts, ToldFamily, ToldMember, ToldVersion } from './told.ts'
