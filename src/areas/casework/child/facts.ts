import type { Kysely } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { ageInWords, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { goesBy, goldenFacts, noFacts, versionsOf } from '../../../people/index.ts'
import type { Facts, GoldenFacts } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** What is said of a child as it stands: of each fact the best that the child's records say. */
export type ChildFacts = Facts & {
  /** The name the child goes by; empty for one without a name. */
  readonly name: string
  /** The age in words; for a child not yet born, when it is expected. */
  readonly age: string
}

/** An age, or when a child not yet born is expected; empty where neither is known. */
export const ageOf = (
  of: { readonly bornOn: CivilDate | null; readonly expectedOn?: CivilDate | null },
  today: CivilDate,
): string => {
  if (of.bornOn !== null) return ageInWords(of.bornOn, today)
  const expected = of.expectedOn ?? null
  return expected === null ? '' : `not yet born, expected ${inWords(expected)}`
}

/** The values of facts without where each comes from. */
const valuesOf = (golden: GoldenFacts): Facts =>
  Object.assign({}, noFacts, ...Object.entries(golden).map(([name, { value }]) => ({ [name]: value }))) as Facts

/** The facts of a child who has been opened, by all of the child's records. */
export const factsOf = async (database: Kysely<Tables>, context: Context, child: number): Promise<ChildFacts> => {
  const sources = await database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .innerJoin('identity', 'identity.identity', 'mate.identity')
    .select(['identity.identity', 'identity.source'])
    .where('self.identity', '=', child)
    .execute()
  const versions = await versionsOf(
    database,
    sources.map(({ identity }) => identity),
  )
  const ours = (identity: number) => sources.some(row => row.identity === identity && row.source === 'righthelp')
  const facts =
    versions.length === 0
      ? noFacts
      : valuesOf(goldenFacts(versions.map(version => ({ ...version, ours: ours(version.identity) }))))
  return { ...facts, name: goesBy(facts), age: ageOf(facts, context.today) }
}
