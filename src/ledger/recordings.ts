import type { Recording } from '../journey/index.ts'
import type { Queries } from './ledger.ts'

/** All that was ever recorded about each of some identities, in the order of recording. */
export const recordingsAbout = async (
  queries: Queries,
  identities: readonly number[],
): Promise<ReadonlyMap<number, readonly Recording[]>> => {
  const entries = await queries
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .select([
      'entry_subject.identity',
      'entry.id',
      'entry.lineage',
      'entry.step',
      'entry.answers',
      'entry.outcome',
      'entry.happened_on',
      'entry.completed_on',
      'entry.follows',
      'entry.recorded_at',
      'entry.withdrawn',
    ])
    .where('entry_subject.identity', 'in', [...identities])
    .execute()
  const births = await queries
    .selectFrom('identity_version')
    .select(['identity', 'id', 'born_on', 'known_from'])
    .where('identity', 'in', [...identities])
    .execute()
  type Ordered = { readonly recording: Recording; readonly order: number }
  const recorded = new Map<number, Ordered[]>(identities.map(identity => [identity, []]))
  // Of what was recorded at one instant, the child comes before the entries about the child.
  for (const { identity, id, born_on, known_from } of births)
    recorded
      .get(identity)
      ?.push({ recording: { at: known_from, bornOn: born_on ?? undefined }, order: id - Number.MAX_SAFE_INTEGER })
  for (const row of entries)
    recorded.get(row.identity)?.push({
      order: row.id,
      recording: row.withdrawn
        ? { at: row.recorded_at, withdrawn: row.lineage }
        : {
            at: row.recorded_at,
            occurrence: {
              entry: row.lineage,
              step: row.step,
              answers: row.answers,
              outcome: row.outcome,
              happenedOn: row.happened_on,
              completedOn: row.completed_on,
              follows: row.follows,
            },
          },
    })
  const inOrder = (one: Ordered, other: Ordered) =>
    one.recording.at < other.recording.at ? -1 : one.recording.at > other.recording.at ? 1 : one.order - other.order
  return new Map([...recorded].map(([identity, list]) => [identity, list.sort(inOrder).map(each => each.recording)]))
}
