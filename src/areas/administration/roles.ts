import { roleMatrix, scopeInWords } from '../../access/role-matrix.ts'
import { roles } from '../../journey/roles.ts'
import type { Role } from '../../journey/roles.ts'
import { page, route } from '../../web/index.ts'
import { paths } from './paths.ts'

const yes = (value: boolean) => (value ? 'Yes' : 'No')

/** The role matrix as rows of a table. */
const matrixRows = (mine: Role | undefined) =>
  (Object.keys(roles) as Role[]).map(role => {
    const row = roleMatrix[role]
    return {
      role,
      title: roles[role],
      mine: role === mine,
      says: row.says,
      opens: scopeInWords[row.opens],
      families: row.opens === 'county' || row.opens === 'none' ? '' : yes(row.families),
      others: row.opens === 'county' ? '' : row.others === 'known' ? 'Name, age and whom to ask' : 'Nothing',
      reason: yes(row.opensWithReason),
      search: yes(row.searches),
      figures: row.figures === 'byChild' ? 'Down to the children' : 'Published figures',
      returns: yes(row.checksReturns),
      log: row.readsAccessLog ? 'The whole log' : row.readsWhoLooked ? 'Of children they open' : 'No',
    }
  })

export const roleRoutes = [
  route({
    method: 'GET',
    path: paths.roles,
    permission: () => true,
    audit: 'role matrix',
    answer: ({ context }) =>
      page('areas/administration/roles.njk', {
        title: 'Who may see what',
        rows: matrixRows(context.role),
      }),
  }),
]
