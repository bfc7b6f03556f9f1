import { nextMoment } from '../../council/index.ts'
import type { Said } from '../../council/index.ts'
import type { Asked } from '../../web/index.ts'

/** Who says so, at a moment of its own: what was known before and after can be told apart. */
export const saidBy = async ({ database, context }: Pick<Asked<unknown>, 'database' | 'context'>): Promise<Said> => ({
  by: context.worker,
  at: await nextMoment(database.sql),
})
