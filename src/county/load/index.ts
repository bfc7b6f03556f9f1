export { batchesOf } from './batches.ts'
export type { Batch } from './batches.ts'
export { loadBatches, moveSequencesOn } from './load.ts'
export type { ToldEntry, ToldFacts, ToldFamily, ToldMember, ToldVersion } from './told.ts'
