export { candidates } from './candidates.ts'
export type { Candidate } from './candidates.ts'
export type { Probe } from './probe.ts'
