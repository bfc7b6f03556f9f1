export { planAbsences } from './plan.ts'
