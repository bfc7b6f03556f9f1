import { childRoute } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { openAgain, recordEntitlements } from './change.ts'
import { leavingCarePageRoutes } from './page.ts'
import { showPassport } from './passport.ts'
import { showPerson } from './person.ts'

export { leavingCareNavigation } from './page.ts'

const permission = meetsChildren

/** Care leavers: the list of those with support, one young person, what is asked around each birthday, what is owed. */
export const leavingCareRoutes = [
  ...leavingCarePageRoutes,
  childRoute({
    method: 'GET',
    path: paths.leavingCareOf,
    permission,
    audit: 'leaving care',
    answer: asked => showPerson(asked),
  }),
  childRoute({
    method: 'POST',
    path: paths.entitlements,
    permission,
    audit: 'record entitlements',
    answer: recordEntitlements,
  }),
  childRoute({ method: 'POST', path: paths.supportAgain, permission, audit: 'open support again', answer: openAgain }),
  childRoute({ method: 'GET', path: paths.healthPassport, permission, audit: 'health passport', answer: showPassport }),
]
