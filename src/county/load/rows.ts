import type { Instant } from '../../calendar/index.ts'
import { replay, still } from '../../journey/index.ts'
import type { Known, KnownRows, Reckoning, Recording, Rules } from '../../journey/index.ts'
import { dutyValues, episodeValues } from '../../ledger/index.ts'
import type { Rows } from './tables.ts'
import type { ToldEntry, ToldFamily, ToldMember } from './told.ts'

const addMember = (rows: Rows, { identity, kind, facts }: ToldMember): void => {
  rows.identity.push([identity, kind, 'simulated', facts[0]?.from])
  rows.person.push([identity, identity])
  for (const [index, said] of facts.entries())
    rows.identity_version.push([
      identity,
      said.given,
      said.family,
      said.preferred,
      said.saidAs,
      said.bornOn,
      said.expectedOn,
      said.sex,
      said.ethnicity,
      said.disabilities,
      said.language,
      said.interpreter,
      said.unaccompanied,
      said.from,
      facts[index + 1]?.from ?? still,
    ])
}

const addEntry = (rows: Rows, { step, follows, source, versions, subjects }: ToldEntry): void => {
  const lineage = versions[0]?.id
  const about = subjects.map(({ identity }) => identity).sort((one, other) => one - other)
  for (const [index, version] of versions.entries())
    rows.entry.push([
      version.id,
      lineage,
      about,
      index + 1,
      step,
      version.answers,
      version.outcome,
      version.happenedOn,
      version.completedOn,
      follows,
      version.author,
      version.team,
      source,
      version.recordedAt,
      versions[index + 1]?.recordedAt ?? still,
      version.withdrawn === true,
      version.correctionReason ?? null,
    ])
  for (const { identity, paragraph } of subjects) rows.entry_subject.push([lineage, identity, paragraph])
}

/** All that was recorded about each child who is yet to be reckoned, in the order of recording. */
const recordingsOf = ({ members, entries, reckoned }: ToldFamily): ReadonlyMap<number, readonly Recording[]> => {
  type Ordered = { readonly recording: Recording; readonly order: number }
  const recorded = new Map<number, Ordered[]>()
  for (const { identity, kind, facts } of members) {
    if (kind !== 'child' || reckoned?.has(identity) === true) continue
    recorded.set(
      identity,
      facts.map(said => ({ order: 0, recording: { at: said.from, bornOn: said.bornOn ?? undefined } })),
    )
  }
  if (recorded.size === 0) return new Map()
  for (const { step, follows, versions, subjects } of entries) {
    if (!subjects.some(({ identity }) => recorded.has(identity))) continue
    const entry = versions[0]?.id ?? 0
    for (const version of versions) {
      const recording: Recording =
        version.withdrawn === true
          ? { at: version.recordedAt, withdrawn: entry }
          : {
              at: version.recordedAt,
              occurrence: {
                entry,
                step,
                answers: version.answers,
                outcome: version.outcome,
                happenedOn: version.happenedOn,
                completedOn: version.completedOn,
                follows,
              },
            }
      for (const { identity } of subjects) recorded.get(identity)?.push({ order: version.id, recording })
    }
  }
  const inOrder = (one: Ordered, other: Ordered) =>
    one.recording.at < other.recording.at ? -1 : one.recording.at > other.recording.at ? 1 : one.order - other.order
  return new Map([...recorded].map(([identity, list]) => [identity, list.sort(inOrder).map(each => each.recording)]))
}

const addKnown = (rows: Rows, identity: number, { episodes, duties }: KnownRows): void => {
  for (const known of episodes) rows.episode.push(episodeValues(identity, known))
  for (const known of duties) rows.duty.push(dutyValues(identity, known))
}

/** What was known when, of a child about whom everything was recorded once and in order: each row since its entry. */
const knownInOrder = (
  { episodes, duties }: Pick<Reckoning, 'episodes' | 'duties'>,
  recordedAt: ReadonlyMap<number, Instant>,
): KnownRows => {
  const at = (entry: number): Instant => {
    const instant = recordedAt.get(entry)
    if (instant === undefined) throw new RangeError(`Entry ${entry} was not told.`)
    return instant
  }
  const known = <Row>(row: Row, begun: number, settled: number | null): Known<Row> => ({
    row,
    knownFrom: at(begun),
    settledKnownFrom: settled === null ? null : at(settled),
    knownTo: still,
  })
  return {
    episodes: episodes.map(row => known(row, row.openedBy, row.closedBy)),
    duties: duties.map(row => known(row, row.anchor, row.metBy ?? row.lapsedBy)),
  }
}

/** Adds a family's rows to every table: what was told, and the episodes and duties that the journey reckons from it. */
export const addFamily = (rows: Rows, rules: Rules, family: ToldFamily): void => {
  for (const member of family.members) addMember(rows, member)
  for (const { one, other, kind, parentalResponsibility, startedOn, from } of family.relationships)
    rows.relationship.push([one, other, kind, parentalResponsibility, startedOn, from])
  for (const { household, line, town, postcode, district } of family.households)
    rows.household.push([household, line, town, postcode, district, district === null])
  for (const { identity, household, startedOn, endedOn, from } of family.residences)
    rows.residence.push([identity, household, startedOn, endedOn, from])
  for (const { identity, scheme, value, from } of family.identifiers)
    rows.identifier.push([identity, scheme, value, from])
  for (const entry of family.entries) addEntry(rows, entry)
  if (family.reckoned !== undefined && family.reckoned.size > 0) {
    const recordedAt = new Map(
      family.entries.flatMap(({ versions: [first] }) =>
        first === undefined ? [] : [[first.id, first.recordedAt] as const],
      ),
    )
    for (const [identity, reckoning] of family.reckoned) addKnown(rows, identity, knownInOrder(reckoning, recordedAt))
  }
  for (const [identity, recordings] of recordingsOf(family)) addKnown(rows, identity, replay(rules, recordings))
}
