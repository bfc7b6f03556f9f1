import { sql } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { inOrder, reckon } from '../journey/index.ts'
import type { EpisodeRow, Occurrence, Outcome, Rules, StoredAnswers } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import { bornOnOf, occurrencesAbout } from './occurrences.ts'

/** A period of a child, for what the law asks of it. */
export type Period = Pick<EpisodeRow, 'kind' | 'startedOn' | 'endedOn' | 'detail'>

/** How a child stood on a day: born when, in which periods, and which began later. */
export type Standing = {
  readonly bornOn: string | undefined
  readonly open: readonly Period[]
  readonly later: readonly Period[]
}

/** What is known of a child that the law may ask: the birth, and the periods that had not ended before a day. */
export type Known = Pick<Standing, 'bornOn'> & { readonly periods: readonly Period[] }

/** How a child stood at the end of a day, by periods that go back to it. */
export const standingOn = (day: CivilDate, { bornOn, periods }: Known): Standing => ({
  bornOn,
  open: periods.filter(({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || day < endedOn)),
  later: periods.filter(({ startedOn }) => day < startedOn),
})

/**
 * What is known of children from a day on, each by all of the child's records that are linked. Entries bear on a child in
 * the order of their days, so the periods that ran on a day are those that all entries up to it had begun and not ended.
 */
export const knownSince = async (
  queries: Queries,
  identities: readonly number[],
  day: CivilDate,
): Promise<ReadonlyMap<number, Known>> => {
  const { rows } = await sql<{
    readonly identity: number
    readonly born_on: string | null
    readonly kind: string | null
    readonly started_on: string
    readonly ended_on: string | null
    readonly detail: StoredAnswers
  }>`
    select self.identity, version.born_on, episode.kind, episode.started_on, episode.ended_on, episode.detail
    from person self join person same on same.person = self.person
    left join identity_version version on version.identity = same.identity and version.known_to = 'infinity'
    left join episode on episode.identity = same.identity and coalesce(episode.ended_on, 'infinity') > ${day}::date
      and episode.known_to = 'infinity'
    where self.identity = any (${[...identities]}::bigint[])
    order by self.identity, same.identity = self.identity desc, episode.started_on`.execute(queries)
  return new Map(
    [...Map.groupBy(rows, ({ identity }) => identity)].map(([identity, own]) => [
      identity,
      {
        bornOn: own.find(({ born_on }) => born_on !== null)?.born_on ?? undefined,
        periods: own.flatMap(({ kind, started_on, ended_on, detail }) =>
          kind === null ? [] : [{ kind, startedOn: started_on, endedOn: ended_on, detail }],
        ),
      },
    ]),
  )
}

/** One of the records of a child: the birth and the entries as they stand. */
export type RecordRead = { readonly bornOn: string | undefined; readonly occurrences: readonly Occurrence[] }

/** The records of a child that are linked, whichever of them is asked for first. */
export const recordsRead = async (
  queries: Queries,
  identity: number,
): Promise<readonly [RecordRead, ...(readonly RecordRead[])]> => {
  const others = await queries
    .selectFrom('person as self')
    .innerJoin('person as same', 'same.person', 'self.person')
    .select('same.identity')
    .where('self.identity', '=', identity)
    .where('same.identity', '!=', identity)
    .orderBy('same.identity')
    .execute()
  const read = async (of: number): Promise<RecordRead> => ({
    bornOn: await bornOnOf(queries, of),
    occurrences: await occurrencesAbout(queries, of),
  })
  const rest: RecordRead[] = []
  const own = await read(identity)
  for (const other of others) rest.push(await read(other.identity))
  return [own, ...rest]
}

/** How a child stood when an entry about it happened: by all that came before it in every record, whatever it says itself. */
export const standingBefore = (
  rules: Rules,
  records: readonly RecordRead[],
  { entry, happenedOn }: Pick<Occurrence, 'entry' | 'happenedOn'>,
): Standing => {
  const reckonings = records.map(({ bornOn, occurrences }) => {
    const others = occurrences.filter(each => each.entry !== entry)
    const earlier = others.filter(each => inOrder(each, { entry, happenedOn }) < 0)
    return { before: reckon(rules, bornOn, earlier), all: reckon(rules, bornOn, others) }
  })
  const isBefore = (row: EpisodeRow) =>
    inOrder({ entry: row.openedBy, happenedOn: row.startedOn }, { entry, happenedOn }) < 0
  return {
    bornOn: records.find(({ bornOn }) => bornOn !== undefined)?.bornOn,
    open: reckonings.flatMap(({ before }) => before.openEpisodes),
    later: reckonings.flatMap(({ all }) => all.episodes.filter(row => !isBefore(row))),
  }
}

/**
 * The kinds of period that an outcome begins for one who stands so. What it changes begins where none stood: that matters
 * where it asks for work too, which a later beginning has asked for already. A worker may be allocated sooner than was known.
 */
export const begunBy = (outcome: Outcome | undefined, { open }: Standing): readonly string[] => [
  ...(outcome?.opens ?? []),
  ...(outcome?.next === undefined ? [] : (outcome.changes ?? [])).filter(
    changed => !open.some(({ kind }) => kind === changed),
  ),
]

/**
 * The later period into which one that an entry begins would run: of its kind there may be one at a time, and no ending
 * stands between the two. Only kinds of which one began later are reckoned.
 */
export const runsInto = (
  rules: Rules,
  { bornOn, occurrences }: RecordRead,
  occurrence: Occurrence,
  standing: Standing,
): Period | undefined => {
  const { later } = standing
  const outcome = rules.pathway.steps[occurrence.step]?.outcomes[occurrence.outcome]
  const closes = outcome?.closes ?? []
  const asked = begunBy(outcome, standing).filter(
    kind =>
      rules.pathway.episodes[kind]?.oneAtATime === true &&
      !closes.includes(kind) &&
      later.some(period => period.kind === kind),
  )
  if (asked.length === 0) return undefined
  const others = occurrences.filter(({ entry }) => entry !== occurrence.entry)
  const { episodes } = reckon(rules, bornOn, [...others, occurrence])
  const begun = episodes.filter(({ openedBy, kind }) => openedBy === occurrence.entry && asked.includes(kind))
  return begun
    .flatMap(({ kind, endedOn }) =>
      later.filter(period => period.kind === kind && (endedOn === null || period.startedOn < endedOn)),
    )
    .toSorted((one, other) => (one.startedOn < other.startedOn ? -1 : 1))[0]
}
