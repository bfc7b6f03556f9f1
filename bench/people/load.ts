import { loadedTableNames, loadedTables } from '../../src/county/load/tables.ts'
import { endOfBeginning, putBackIndexes, takeOffIndexes } from '../../src/store/bulk/index.ts'
import { copyInto } from '../../src/store/copy/index.ts'
import type { CopyColumns, CopyValue } from '../../src/store/copy/index.ts'
import { withClient } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { generateFamily, peopleInFamily } from './families.ts'
import type { GeneratedFamily } from './families.ts'

/** One person of the register that was loaded: the family and the place in it, children before adults. */
export type Loaded = { readonly family: number; readonly place: number }

const from = '2016-01-01T00:00:00.000Z'
const familiesAtOnce = 20_000

type Rows = Record<
  'identity' | 'version' | 'person' | 'household' | 'residence' | 'identifier' | 'relationship',
  CopyValue[][]
>

const { identity, given, family, born_on, sex, disabilities, known_from } = loadedTables.identity_version
const { one, other, kind } = loadedTables.relationship

const columns = {
  identity: ['identity', loadedTables.identity],
  version: ['identity_version', { identity, given, family, born_on, sex, disabilities, known_from }],
  person: ['person', loadedTables.person],
  household: ['household', loadedTables.household],
  residence: ['residence', loadedTables.residence],
  identifier: ['identifier', loadedTables.identifier],
  relationship: ['relationship', { one, other, kind, known_from }],
} as const satisfies Record<keyof Rows, readonly [string, CopyColumns]>

const none = (): Rows => ({
  identity: [],
  version: [],
  person: [],
  household: [],
  residence: [],
  identifier: [],
  relationship: [],
})

const addFamily = (rows: Rows, family: GeneratedFamily, first: number, home: number): void => {
  family.homes.forEach(({ line, postcode }, index) => rows.household.push([home + index, line, null, postcode, null]))
  const people = [...family.children, ...family.adults]
  people.forEach((person, place) => {
    const identity = first + place
    rows.identity.push([identity, person.kind, 'generated', from])
    rows.version.push([identity, person.given, person.family, person.bornOn, person.sex, [], from])
    rows.person.push([identity, identity])
    if (person.nhsNumber !== null) rows.identifier.push([identity, 'nhsNumber', person.nhsNumber, from])
    family.homes.forEach((_, index) => {
      const isLast = index === family.homes.length - 1
      rows.residence.push([
        identity,
        home + index,
        isLast ? '2018-01-01' : '2016-01-01',
        isLast ? null : '2018-01-01',
        from,
      ])
    })
  })
  for (let child = 0; child < family.children.length; child += 1)
    family.adults.forEach((adult, index) =>
      rows.relationship.push([
        first + family.children.length + index,
        first + child,
        adult.sex === 'female' ? 'mother' : 'father',
        from,
      ]),
    )
}

/** Generates families until there are so many people, loads them, and answers who stands under which number, from 1. */
export const loadPeople = async (
  database: Database,
  { seed, people }: { readonly seed: number; readonly people: number },
): Promise<{ readonly loaded: readonly Loaded[]; readonly families: number }> => {
  const families = Math.ceil(people / peopleInFamily)
  const loaded: Loaded[] = []
  let home = 1
  await withClient(database, (client, queries) =>
    queries.transaction().execute(async transaction => {
      const taken = await takeOffIndexes(client, loadedTableNames)
      for (let number = 0; loaded.length < people;) {
        const rows = none()
        for (let each = 0; each < familiesAtOnce && loaded.length < people; each += 1, number += 1) {
          const family = generateFamily(seed, number, families)
          addFamily(rows, family, loaded.length + 1, home)
          home += family.homes.length
          for (let place = 0; place < family.children.length + family.adults.length; place += 1)
            loaded.push({ family: number, place })
        }
        for (const [kind, [table, names]] of Object.entries(columns) as [keyof Rows, (typeof columns)[keyof Rows]][])
          await copyInto(client, table, names, rows[kind])
      }
      await putBackIndexes([client], taken)
      await endOfBeginning(transaction)
    }),
  )
  await database.pool.query('vacuum analyze')
  return { loaded, families }
}
