import type { Context } from '../../access/context.ts'
import { answersForReasons } from '../../access/reasons.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { area } from '../../web/index.ts'
import { accessLogRoutes } from './access-log.ts'
import { clockRoutes } from './clock.ts'
import { keptFormRoutes } from './kept-form.ts'
import { organisationRoutes } from './organisation.ts'
import { paths as organisations } from './partners/paths.ts'
import { partnerRoutes } from './partners/routes.ts'
import { paths } from './paths.ts'
import { reasonRoutes } from './reasons/routes.ts'
import { restrictionRoutes } from './restrictions/routes.ts'
import { roleRoutes } from './roles.ts'
import { signInRoutes } from './sign-in.ts'
import { staffRoutes } from './staff/routes.ts'
import { signedInRoutes } from './signed-in.ts'

const administers = ({ role }: Context) => roleMatrix[role].administers
const readsAccessLog = ({ role }: Context) => roleMatrix[role].readsAccessLog

/** Signing in, who may see what, who has looked, the organisation, and the clock of a simulated county. */
export const administration = area({
  name: 'Administration',
  navigation: [
    { text: 'Staff', to: paths.staff(), permission: administers },
    { text: 'Other organisations', to: organisations.list(), permission: administers },
    { text: 'Organisation', to: paths.organisation(), permission: administers },
    { text: 'Access log', to: paths.accessLog(), permission: readsAccessLog },
    { text: 'Restricted children', to: '/restrictions', permission: readsAccessLog },
    { text: 'Opened with a reason', to: paths.reasons(), permission: answersForReasons },
    { text: 'Who may see what', to: paths.roles(), permission: () => true },
  ],
  routes: [
    ...signInRoutes,
    ...signedInRoutes,
    ...keptFormRoutes,
    ...staffRoutes,
    ...partnerRoutes,
    ...roleRoutes,
    ...accessLogRoutes,
    ...reasonRoutes,
    ...restrictionRoutes,
    ...organisationRoutes,
    ...clockRoutes,
  ],
})
