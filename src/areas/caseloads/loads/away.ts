import type { Kysely } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import { awayInWords, awayOn } from '../../../council/index.ts'
import type { Tables } from '../../../store/index.ts'

/** Who of some workers is away on a day, in words that do not say why. */
export const awayByWorker = async (
  database: Kysely<Tables>,
  on: CivilDate,
  workers: readonly number[],
): Promise<ReadonlyMap<number, string>> =>
  new Map([...(await awayOn(database, on, workers))].map(([worker, absence]) => [worker, awayInWords(absence)]))
