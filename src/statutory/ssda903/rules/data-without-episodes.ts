import { at } from '../../rule.ts'
import type { Fail, Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import type { Table } from '../../table.ts'
import { judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** What is asked about children who were looked after in the year, and not about care leavers. */
const tables = ['Reviews', 'OC2', 'AD1', 'PlacedAdoption', 'PrevPerm', 'Missing', 'SWEpisodes', 'DoLo'] as const

const judgeTable = (
  table: Table<{ readonly CHILD: 'text' }>,
  isLookedAfter: (child: string) => boolean,
  fail: Fail,
): void => {
  for (const row of table.rows)
    if (row.CHILD !== null && !isLookedAfter(row.CHILD))
      fail(`The child has no episode in this year, but has a row of ${table.name}.`, at(table, row, 'CHILD'))
}

/** Rules on children of whom only what is asked about care leavers should be returned. */
export const dataWithoutEpisodesRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '1012',
    message: 'No other data should be returned for OC3 children who had no episodes in the current year',
    fields: ['CHILD'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading:
      'Every row of a child without an episode this year fails in the tables of reviews, health (OC2), adoption (AD1), placements for adoption, earlier permanence, missing periods, social workers and deprivation of liberty, whether or not the child has a row of OC3.',
    judges: tables,
    examples: {
      passes: { Episodes: [{ CHILD: 'A1' }], OC3: [{ CHILD: 'B2' }], Reviews: [{ CHILD: 'A1' }] },
      fails: { Episodes: [{ CHILD: 'A1' }], OC3: [{ CHILD: 'B2' }], Reviews: [{ CHILD: 'B2' }] },
    },
    judge: (given, fail) => {
      const episodesOfChild = rowsBy(given.Episodes, 'CHILD')
      for (const name of tables) judgeTable(given[name], child => episodesOfChild(child).length > 0, fail)
    },
  }),
]
