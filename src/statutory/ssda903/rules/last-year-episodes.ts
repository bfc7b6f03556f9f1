import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { InForce, Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { episodesCarriedOver, lastOfLastYear } from '../carried-over.ts'
import type { CarriedOver } from '../carried-over.ts'
import { datedEpisodes } from '../consecutive-episodes.ts'
import { otherPlacements } from '../episode-codes.ts'
import { judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

type Compared = 'RNE' | 'LS' | 'CIN' | 'PLACE' | 'PLACE_PROVIDER' | 'URN' | 'PL_DISTANCE' | 'PL_LA' | 'PL_LOCATION'
type IsSame = (now: string | null, before: string | null) => boolean

const isEqual: IsSame = (now, before) => now === before

const milesApart = 0.2

/** Distances are rounded, and directories of postcodes move a little: those under 0.2 miles apart are the same. */
const isSameDistance: IsSame = (now, before) => {
  if (now === null || before === null) return true
  const difference = Math.abs(Number(now) - Number(before))
  return Number.isNaN(difference) ? now === before : Math.round(difference * 1000) / 1000 < milesApart
}

/** Z1 has been divided since 2025-26: a child who stays where they were may have one of the new codes. */
const isSamePlacement: IsSame = (now, before) =>
  now === before || (before === 'Z1' && now !== null && otherPlacements.has(now))

interface Comparison {
  readonly code: string
  readonly message: string
  readonly column: Compared
  /** What the column is called in a sentence. */
  readonly called: string
  /** Two values that contradict each other, for the examples. */
  readonly values: readonly [string, string]
  readonly isSame?: IsSame
  readonly inForce?: InForce
  readonly reading?: string
  readonly isAbout?: (carriedOver: CarriedOver) => boolean
}

const workedOut: ReadonlySet<Compared> = new Set<Compared>(['PL_DISTANCE', 'PL_LA', 'PL_LOCATION'])

const exampleOf = (column: Compared, before: string, now: string) => {
  const episode = { CHILD: 'A1', DECOM: '14/01/2025', RNE: 'P' }
  return { Episodes_last: [{ ...episode, [column]: before }], Episodes: [{ ...episode, [column]: now }] }
}

/** A rule that a column of this year's first episode says what the episode said that last year's return left open. */
const sameAsLastYear = ({
  code,
  message,
  column,
  called,
  values: [before, now],
  isSame = isEqual,
  inForce = { added: '2022-23' },
  reading = `This year's first episode is compared with last year's last one wherever that had no end, on whatever day either began. A value that only one of the two years has is a difference.`,
  isAbout = () => true,
}: Comparison): Rule<Ssda903> =>
  judged({
    code,
    message,
    fields: [column],
    needs: workedOut.has(column) ? ['Episodes_last', 'postcodes'] : ['Episodes_last'],
    inForce,
    reading,
    judges: ['Episodes'],
    examples: { passes: exampleOf(column, before, before), fails: exampleOf(column, before, now) },
    judge: (given, fail) => {
      for (const carriedOver of episodesCarriedOver(given)) {
        const { first, open } = carriedOver
        if (isSame(first[column], open[column]) || !isAbout(carriedOver)) continue
        fail(
          `The ${called} of the first episode is ${first[column] ?? 'missing'}, but in the episode open at the end of last year it was ${open[column] ?? 'missing'}.`,
          at(given.Episodes, first, column),
        )
      }
    },
  })

const isOneEpisode = ({ first, open }: CarriedOver): boolean => first.DECOM === open.DECOM && first.RNE === open.RNE

const began = { CHILD: 'A1', DECOM: '14/01/2025' }

/** Rules on whether this year's episodes go on from last year's. */
export const lastYearEpisodeRules: readonly Rule<Ssda903>[] = [
  sameAsLastYear({
    code: '452',
    message:
      'Contradiction between local authority of placement code in the last episode of the previous year and in the first episode of the current year.',
    reading:
      "This year's first episode is compared with last year's last one where that had no end and both began on the same day for the same reason. An authority that only one of the two years has is a difference.",
    column: 'PL_LA',
    called: 'authority of the placement',
    values: ['999', 'WAL'],
    isAbout: isOneEpisode,
  }),
  sameAsLastYear({
    code: '453',
    message:
      'Contradiction between placement distance in the last episode of the previous year and in the first episode of the current year.',
    reading:
      "This year's first episode is compared with last year's last one where that had no end and both began on the same day for the same reason. Distances under 0.2 miles apart are the same. Where either year has none, nothing is compared.",
    column: 'PL_DISTANCE',
    called: 'distance from home',
    values: ['10.1', '41'],
    isSame: isSameDistance,
    isAbout: isOneEpisode,
  }),
  judged({
    code: '502',
    message:
      'Last year’s record ended with an open episode. The date on which that episode started does not match the start date of the first episode on this year’s record.',
    fields: ['DECOM'],
    needs: ['Episodes_last'],
    inForce: { added: '2022-23' },
    judges: ['Episodes'],
    examples: {
      passes: { Episodes_last: [began], Episodes: [began] },
      fails: { Episodes_last: [began], Episodes: [{ ...began, DECOM: '15/01/2025' }] },
    },
    judge: (given, fail) => {
      for (const { first, open } of episodesCarriedOver(given))
        if (open.DECOM !== null && first.DECOM !== open.DECOM)
          fail(
            `The first episode began on ${inWords(first.DECOM)}, but the one open at the end of last year began on ${inWords(open.DECOM)}.`,
            at(given.Episodes, first, 'DECOM'),
          )
    },
  }),
  sameAsLastYear({
    code: '503A',
    message: 'The reason for new episode in the first episode does not match open episode at end of last year.',
    column: 'RNE',
    called: 'reason for the new episode',
    values: ['P', 'L'],
  }),
  sameAsLastYear({
    code: '503B',
    message: 'The legal status in the first episode does not match open episode at end of last year.',
    column: 'LS',
    called: 'legal status',
    values: ['V2', 'C2'],
  }),
  sameAsLastYear({
    code: '503C',
    message: 'The category of need in the first episode does not match open episode at end of last year.',
    column: 'CIN',
    called: 'category of need',
    values: ['N1', 'N5'],
  }),
  sameAsLastYear({
    code: '503D',
    message: 'The placement type in the first episode does not match open episode at end of last year',
    reading:
      "This year's first episode is compared with last year's last one wherever that had no end, on whatever day either began. Where it was Z1, any of Z11 to Z14 is the same.",
    column: 'PLACE',
    called: 'placement type',
    values: ['U4', 'K2'],
    isSame: isSamePlacement,
    inForce: { added: '2022-23', changed: '2025-26' },
  }),
  sameAsLastYear({
    code: '503E',
    message: 'The placement provider in the first episode does not match open episode at end of last year.',
    column: 'PLACE_PROVIDER',
    called: 'placement provider',
    values: ['PR1', 'PR4'],
  }),
  sameAsLastYear({
    code: '503F',
    message: 'The Ofsted URN in the first episode does not match open episode at end of last year.',
    column: 'URN',
    called: 'Ofsted number of the provider',
    values: ['SC000001', 'SC000002'],
  }),
  sameAsLastYear({
    code: '503G',
    message: 'The distance in first episode does not match open episode at end of last year.',
    reading:
      "This year's first episode is compared with last year's last one wherever that had no end, on whatever day either began. Distances under 0.2 miles apart are the same. Where either year has none, nothing is compared.",
    column: 'PL_DISTANCE',
    called: 'distance from home',
    values: ['10.1', '10.3'],
    isSame: isSameDistance,
  }),
  sameAsLastYear({
    code: '503H',
    message: 'The placement LA in first episode does not match open episode at end of last year.',
    column: 'PL_LA',
    called: 'authority of the placement',
    values: ['999', 'WAL'],
  }),
  sameAsLastYear({
    code: '503J',
    message: 'The placement location in first episode does not match open episode at end of last year.',
    column: 'PL_LOCATION',
    called: 'placement location',
    values: ['IN', 'OUT'],
  }),
  judged({
    code: '562',
    message:
      'Episode commenced before the start of the current collection year but there is a missing continuous episode in the previous year.',
    fields: ['DECOM'],
    needs: ['Episodes_last'],
    inForce: { added: '2022-23' },
    reading:
      "Only a child's first episode is judged. It passes where last year's last episode of the child began on the same day and did not end before the year. A child without episodes last year fails here and by NoE.",
    judges: ['Episodes'],
    examples: {
      passes: { Episodes_last: [began], Episodes: [began] },
      fails: { Episodes_last: [{ CHILD: 'B2', DECOM: '14/01/2025' }], Episodes: [began] },
    },
    judge: (given, fail) => {
      const { start } = given.collection
      for (const [first] of datedEpisodes(given)) {
        if (first === undefined || first.DECOM >= start) continue
        const last = lastOfLastYear(given, first.CHILD)
        if (last?.DECOM === first.DECOM && (last.DEC === null || last.DEC >= start)) continue
        fail(
          `The episode began on ${inWords(first.DECOM)}, but last year's return has no episode of that day that went on into this year.`,
          at(given.Episodes, first, 'DECOM'),
        )
      }
    },
  }),
  judged({
    code: 'NoE',
    message:
      'This child has no episodes loaded for previous year even though child started to be looked after before this current year.',
    fields: ['DECOM'],
    needs: ['Episodes_last'],
    inForce: { added: '2022-23' },
    reading: 'Every episode of the child that began before the year is marked.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes_last: [began], Episodes: [began] },
      fails: { Episodes_last: [{ CHILD: 'B2', DECOM: '14/01/2025' }], Episodes: [began] },
    },
    judge: ({ Episodes, Episodes_last: last, collection }, fail) => {
      const lastYearOf = rowsBy(last, 'CHILD')
      for (const row of Episodes.rows)
        if (row.CHILD !== null && row.DECOM !== null && row.DECOM < collection.start)
          if (lastYearOf(row.CHILD).length === 0)
            fail(
              `The episode began on ${inWords(row.DECOM)}, but last year's return has no episode of this child.`,
              at(Episodes, row, 'DECOM'),
            )
    },
  }),
]
