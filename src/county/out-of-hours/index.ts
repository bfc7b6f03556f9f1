export { planNights } from './plan.ts'
