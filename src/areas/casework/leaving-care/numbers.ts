import type { Kysely } from 'kysely'
import { identifiersOf } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** The NHS number of somebody whose record has been opened, as it is written in threes and fours; undefined where there is none. */
export const nhsNumberOf = async (database: Kysely<Tables>, child: number): Promise<string | undefined> => {
  const same = await database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .select('mate.identity')
    .where('self.identity', '=', child)
    .execute()
  const numbers = await identifiersOf(
    database,
    same.map(({ identity }) => identity),
  )
  return numbers.find(({ scheme }) => scheme === 'nhsNumber')?.value.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
}
