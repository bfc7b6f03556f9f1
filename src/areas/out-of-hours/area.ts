import { area } from '../../web/index.ts'

/** The duty team: evenings, nights and weekends. */
export const outOfHours = area({ name: 'Out of hours', navigation: [], routes: [] })
