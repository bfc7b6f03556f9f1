export type * from './events.ts'
export { simulate } from './simulate.ts'
export type { SimulatedJourneys } from './simulate.ts'
