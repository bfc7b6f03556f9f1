import { draftsOf } from '../../../ledger/drafts.ts'
import { childRoute, page } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { frameOf } from './frame.ts'
import { meetsChildren } from './meets-children.ts'
import { nowModel } from './now.ts'
import { childRecord } from './record.ts'

export const childRoutes = [
  childRoute({
    method: 'GET',
    path: paths.child,
    permission: meetsChildren,
    audit: 'child',
    answer: async asked => {
      const { rules, context, database, child } = asked
      const [record, drafts] = await Promise.all([childRecord(asked), draftsOf(database.sql, context, child)])
      return page('areas/casework/child/now.njk', {
        title: 'A child, now',
        frame: frameOf(rules, context, record, 'now'),
        givenName: record.facts.preferred ?? record.facts.given ?? 'the child',
        now: nowModel(rules, context, record, drafts),
        tonight: paths.tonight({ child }),
      })
    },
  }),
]
