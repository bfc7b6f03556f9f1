export { planCounty } from './plan.ts'
export type { Plan } from './plan.ts'
export type { Month } from './months.ts'
export type { Segment } from './stocks.ts'
