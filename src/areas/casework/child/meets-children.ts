import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Permission } from '../../../web/area.ts'

/** Parts that may meet a child in this record at all, opened or by name. Whose record opens is asked of each child. */
export const meetsChildren: Permission = ({ role }) =>
  roleMatrix[role].opens !== 'none' || roleMatrix[role].others === 'known'
