export { planReach } from './plan.ts'
