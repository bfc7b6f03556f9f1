import { visitsPageRoutes } from './page.ts'
import { shortVisitRoutes } from './short-routes.ts'

export { visitsNavigation } from './page.ts'

/** Visits: recorded in two minutes, and how every child who is visited stands. */
export const visitRoutes = [...visitsPageRoutes, ...shortVisitRoutes]
