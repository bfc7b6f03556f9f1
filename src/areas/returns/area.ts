import type { Context } from '../../access/context.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { area, route } from '../../web/index.ts'
import { showCheck } from './pages/check.ts'
import { showRule } from './pages/rule.ts'
import { showRules } from './pages/rules.ts'
import { checkSentFiles } from './pages/sent-files.ts'
import { paths } from './paths.ts'

const checksReturns = ({ role }: Context): boolean => roleMatrix[role].checksReturns

/** Checking the files of a statutory return, in the browser, and the handbook of the rules they are checked by. */
export const returns = area({
  name: 'Returns',
  navigation: [{ text: 'Returns', to: paths.check(), permission: checksReturns }],
  browserFolders: ['calendar', 'statutory', 'areas/returns/checking', 'areas/returns/browser'],
  routes: [
    route({ method: 'GET', path: paths.check, permission: checksReturns, audit: 'returns', answer: showCheck }),
    route({
      method: 'POST',
      path: paths.check,
      permission: checksReturns,
      audit: 'check a return’s files on the server',
      takesFiles: true,
      answer: checkSentFiles,
    }),
    route({ method: 'GET', path: paths.rules, permission: checksReturns, audit: 'returns’ rules', answer: showRules }),
    route({
      method: 'GET',
      path: paths.rule,
      permission: checksReturns,
      audit: 'return’s rule',
      answer: ({ params }) => showRule(params),
    }),
  ],
})
