import type { Context } from '../access/context.ts'
import { roleMatrix } from '../access/role-matrix.ts'
import type { Role } from '../journey/roles.ts'

/** Parts that read a child's record and add nothing to it. */
const readers: readonly Role[] = ['auditor', 'informationGovernance', 'director']

/** Whether a part adds documents. About which child it may is asked of each. */
export const mayAddDocuments = ({ role }: Context): boolean =>
  roleMatrix[role].opens !== 'none' && !readers.includes(role)

/** Parts that remove what others have added, because they answer for the record or for the work. */
const removers: readonly Role[] = ['teamManager', 'serviceManager', 'informationGovernance']

/** Whether a part removes a document that this worker added. */
export const mayRemoveDocument = (context: Context, { addedBy }: { readonly addedBy: number }): boolean =>
  (mayAddDocuments(context) && addedBy === context.worker) || removers.includes(context.role)
