export { planMeetings } from './plan.ts'
