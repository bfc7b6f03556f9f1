import type { Instant } from '../../calendar/index.ts'
import type { DutyRow, EpisodeRow, Reckoning } from './rows.ts'

/** The instant that stands for "still": a row known until then is known now. */
export const still = 'infinity'

/**
 * When a row came to be known, when its ending or settling did, and when it ceased to be believed. A row whose only
 * change is that it ended is one row; any other change closes the row's knowledge and begins another.
 */
export type Knowledge = { knownFrom: Instant; settledKnownFrom: Instant | null; knownTo: Instant }

export type Known<Row> = { readonly row: Row } & Knowledge

/** Known rows of a child, past knowledge included. */
export type KnownRows = { readonly episodes: Known<EpisodeRow>[]; readonly duties: Known<DutyRow>[] }

/** What makes an episode of a child the same one in another reckoning; and a duty. */
export const episodeKey = (row: EpisodeRow) => `${row.openedBy} ${row.kind}`
export const dutyKey = (row: DutyRow) => `${row.anchor} ${row.rule} ${row.episode ?? ''}`

/** Whether two details say the same, in whatever order: a database gives the answers back in an order of its own. */
const sameDetail = (one: EpisodeRow['detail'], other: EpisodeRow['detail']): boolean => {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => JSON.stringify(one[name]) === JSON.stringify(other[name]))
  )
}

const sameEpisodeStart = (one: EpisodeRow, other: EpisodeRow) =>
  one.startedOn === other.startedOn && sameDetail(one.detail, other.detail)
const episodeEnd = (row: EpisodeRow) => (row.endedOn === null ? null : `${row.endedOn} ${row.closedBy ?? ''}`)

const sameDutyStart = (one: DutyRow, other: DutyRow) =>
  one.anchoredOn === other.anchoredOn &&
  one.dueOn === other.dueOn &&
  one.dueAt === other.dueAt &&
  one.soonerSince === other.soonerSince &&
  one.nth === other.nth &&
  one.step === other.step
const dutyEnd = (row: DutyRow) =>
  row.metOn !== null
    ? `met ${row.metOn} ${row.metBy ?? ''}`
    : row.lapsedOn !== null
      ? `lapsed ${row.lapsedOn} ${row.lapsedBy ?? ''}`
      : null

/** What must change in known rows so that from an instant on they say what a reckoning says. */
export type KnowledgeChange<Row> = {
  readonly begins: readonly Known<Row>[]
  /** Rows that have only ended or settled, with the row as it was believed before. */
  readonly settles: readonly (Known<Row> & { readonly before: Row })[]
  readonly ceases: readonly Known<Row>[]
}

const compare = <Row>(
  believed: readonly Known<Row>[],
  reckoned: readonly Row[],
  at: Instant,
  of: {
    readonly key: (row: Row) => string
    readonly sameStart: (one: Row, other: Row) => boolean
    readonly end: (row: Row) => string | null
  },
): KnowledgeChange<Row> => {
  const byKey = new Map(believed.map(known => [of.key(known.row), known]))
  const begins: Known<Row>[] = []
  const settles: (Known<Row> & { readonly before: Row })[] = []
  const ceases: Known<Row>[] = []
  for (const row of reckoned) {
    const known = byKey.get(of.key(row))
    byKey.delete(of.key(row))
    const end = of.end(row)
    if (known !== undefined && of.sameStart(known.row, row)) {
      const before = of.end(known.row)
      if (before === end) continue
      if (before === null) {
        settles.push({ ...known, before: known.row, row, settledKnownFrom: at })
        continue
      }
    }
    if (known !== undefined) ceases.push({ ...known, knownTo: at })
    begins.push({ row, knownFrom: at, settledKnownFrom: end === null ? null : at, knownTo: still })
  }
  for (const known of byKey.values()) ceases.push({ ...known, knownTo: at })
  return { begins, settles, ceases }
}

/** The changes that make what is believed of a child agree with a reckoning, as known from an instant on. */
export const reconcile = (
  believed: { readonly episodes: readonly Known<EpisodeRow>[]; readonly duties: readonly Known<DutyRow>[] },
  reckoning: Pick<Reckoning, 'episodes' | 'duties'>,
  at: Instant,
): { readonly episodes: KnowledgeChange<EpisodeRow>; readonly duties: KnowledgeChange<DutyRow> } => ({
  episodes: compare(believed.episodes, reckoning.episodes, at, {
    key: episodeKey,
    sameStart: sameEpisodeStart,
    end: episodeEnd,
  }),
  duties: compare(believed.duties, reckoning.duties, at, { key: dutyKey, sameStart: sameDutyStart, end: dutyEnd }),
})
