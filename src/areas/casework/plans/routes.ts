import { childRoute } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { changeAction, showAction } from './action.ts'
import { showChanges } from './changes.ts'
import { showForFamily } from './family.ts'
import { showPlans } from './page.ts'
import { planPaths } from './paths.ts'

const permission = meetsChildren

/** The plans of a child: in force, how each has changed, one action at a time, and for the family to keep. */
export const planRoutes = [
  childRoute({ method: 'GET', path: paths.plans, permission, audit: 'plans', asksTheSame: true, answer: showPlans }),
  childRoute({ method: 'GET', path: planPaths.changes, permission, audit: 'how a plan changed', answer: showChanges }),
  childRoute({ method: 'GET', path: planPaths.family, permission, audit: 'a plan to print', answer: showForFamily }),
  childRoute({ method: 'GET', path: planPaths.action, permission, audit: 'an action of a plan', answer: showAction }),
  childRoute({ method: 'POST', path: planPaths.action, permission, audit: 'change an action', answer: changeAction }),
]
