import { rowsBy } from '../table.ts'
import type { Ssda903 } from './tables.ts'

/** Whether this year's return or last year's says that a child came here alone to seek asylum. */
export const isOrWasUnaccompanied = (given: Ssda903, child: string | null): boolean =>
  [given.Header, given.Header_last].some(table => rowsBy(table, 'CHILD')(child).some(({ UASC }) => UASC === '1')) ||
  [given.UASC, given.UASC_last].some(table => rowsBy(table, 'CHILD')(child).length > 0)
