import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Role } from '../../../journey/roles.ts'
import type { Permission } from '../../../web/index.ts'

/** Parts that read a child's record and write nothing in it. */
const readers: readonly Role[] = [
  'auditor',
  'informationGovernance',
  'director',
  'analyst',
  'councillor',
  'administrator',
]

/** Whether a part changes what is said of people. Whose record it may change is asked of each. */
export const mayChangePeople: Permission = ({ role }) => roleMatrix[role].opens !== 'none' && !readers.includes(role)
