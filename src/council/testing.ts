import type { Instant } from '../calendar/index.ts'
import type { Database } from '../store/database.ts'
import type { CouncilFileInput } from './file-schema.ts'

/** For tests: nine in the morning of Monday 14 December 2020, when the clock of a simulated council stands. */
export const atNine: Instant = '2020-12-14T09:00:00.000Z'

/** For tests: a council without any worker, whose clock stands at nine. */
export const addTestCouncil = async (
  { sql }: Pick<Database, 'sql'>,
  { brand = {}, settings = {} }: { readonly brand?: object; readonly settings?: object } = {},
): Promise<void> => {
  await sql
    .insertInto('council')
    .values({ name: 'Testshire', brand: JSON.stringify(brand), simulated: true, settings: JSON.stringify(settings) })
    .execute()
  await sql.insertInto('clock').values({ kind: 'simulated', stands_at: atNine, running_since: null }).execute()
}

/** For tests: since when there are the teams and posts of a council's file. */
export const sinceThen = '2019-01-01'

/** For tests: the file of a council with one service, one team and an administrator, and what a test says besides. */
export const testCouncilFile = (more: Partial<CouncilFileInput> = {}): CouncilFileInput => ({
  name: 'Testshire County Council',
  brand: { shortName: 'Testshire' },
  simulated: { standsAt: '2020-12-14T09:00' },
  quadrants: [],
  districts: [],
  services: [{ key: 'assessment', name: 'Assessment Service' }],
  teams: [{ key: 'one', name: 'Team one', service: 'assessment', from: sinceThen }],
  workers: [{ given: 'Ann', family: 'Administrator', posts: [{ role: 'administrator', from: sinceThen }] }],
  ...more,
})
