import { sql } from 'kysely'
import { accessAnswer, note } from '../../../access/index.ts'
import type { Look } from '../../../access/index.ts'
import { ageInWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { WorkKind } from '../../../council/index.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { holdingsOf } from '../../../ledger/handing.ts'
import type { Holding } from '../../../ledger/handing.ts'
import { nameInQuery } from '../../../people/index.ts'
import { textsOf } from '../../../web/index.ts'
import type { Asked, Sent } from '../../../web/index.ts'
import { isPart, parts, workKindAmong } from '../loads/parts.ts'
import type { Part } from '../loads/parts.ts'

/** A child who has been chosen to be put into somebody's hands. */
export type ChosenChild = {
  readonly identity: number
  readonly name: string
  readonly age: string
  /** The periods that are open. */
  readonly open: ReadonlySet<string>
  /** In whose hands the child is now, in each part. */
  readonly holdings: readonly Holding[]
  /** The part in which the child is held, or seems to need somebody. */
  readonly usualPart: Part
}

/** The children that were ticked, each once; what is not a number is left out. */
export const childrenIn = (sent: Sent): readonly number[] => [
  ...new Set(textsOf(sent.child).flatMap(text => (/^[1-9]\d{0,14}$/.test(text) ? [Number(text)] : []))),
]

/** The weight kind of a child once somebody holds the child in this part. */
export const kindOfWork = ({ open }: Pick<ChosenChild, 'open'>, part: Part): WorkKind => workKindAmong(part, open)

const usualPartOf = (open: ReadonlySet<string>, holdings: readonly Holding[], dueFamilies: readonly string[]): Part => {
  const held = parts.find(part => holdings.some(each => each.part === part))
  if (held !== undefined) return held
  if (open.has('inNeed') || open.has('lookedAfter')) return 'socialWorker'
  if (open.has('careLeaver')) return 'personalAdviser'
  return open.has('earlyHelp') || (dueFamilies.length > 0 && dueFamilies.every(family => family === 'earlyHelp'))
    ? 'earlyHelpWorker'
    : 'socialWorker'
}

const periodsOf = async ({ database }: Asked, identities: readonly number[]) => {
  const { rows } = await sql<{
    readonly identity: number
    readonly kinds: readonly string[]
    readonly steps: readonly string[]
  }>`
    select child.identity,
      array(select distinct episode.kind from person each join episode on episode.identity = each.identity
        where each.person = child.person and episode.ended_on is null and episode.known_to = 'infinity') as kinds,
      array(select distinct duty.step from person each join duty on duty.identity = each.identity
        where each.person = child.person and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity') as steps
    from person child where child.identity = any (${[...identities]}::bigint[])`.execute(database.sql)
  return new Map(rows.map(row => [row.identity, row]))
}

type Known = {
  readonly identity: number
  readonly name: string
  readonly born_on: CivilDate | null
  readonly answer: string
}

/** Children by number whose records are open to whoever asks. Each look is kept; a record that is not open is refused. */
export const chosenChildren = async (
  asked: Asked,
  identities: readonly number[],
  act: string,
): Promise<readonly ChosenChild[]> => {
  const { database, context, rules } = asked
  if (identities.length === 0) return []
  const found: readonly Known[] = await database.sql
    .selectFrom('identity_version')
    .select([
      'identity_version.identity',
      nameInQuery().as('name'),
      'born_on',
      accessAnswer(context, 'identity_version.identity', 'few').as('answer'),
    ])
    .where('identity_version.identity', 'in', [...identities])
    .where('known_to', '=', sql<string>`'infinity'`)
    .execute()
  await note(
    database.sql,
    context,
    found.map(({ identity, answer }): Look => ({ act, identity, answer: answer as Look['answer'] })),
  )
  if (found.length < identities.length || found.some(({ answer }) => answer === 'nothing'))
    throw new Refusal('notFound', 'A child that was chosen is not in this record.')
  if (found.some(({ answer }) => answer === 'known'))
    throw new Refusal('notAllowed', 'A record that was chosen is not open to you. Ask the worker or team who holds it.')
  const [periods, holdings] = await Promise.all([periodsOf(asked, identities), holdingsOf(database.sql, identities)])
  return found
    .map(({ identity, name, born_on }) => {
      const own = holdings.filter(each => each.identity === identity)
      const open = new Set(periods.get(identity)?.kinds)
      const families = (periods.get(identity)?.steps ?? []).flatMap(step => rules.pathway.steps[step]?.family ?? [])
      return {
        identity,
        name,
        age: born_on === null ? '' : ageInWords(born_on, context.today),
        open,
        holdings: own,
        usualPart: usualPartOf(open, own, families),
      }
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
}

/** The part that an address names, else the one that most of the children seem to need. */
export const partAsked = (text: string, children: readonly ChosenChild[]): Part => {
  if (isPart(text)) return text
  const counts = parts.map(part => ({ part, count: children.filter(each => each.usualPart === part).length }))
  return counts.reduce((one, other) => (other.count > one.count ? other : one)).part
}
