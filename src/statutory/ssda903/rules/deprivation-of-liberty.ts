import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy, unreadableIn } from '../../table.ts'
import { adoptionPlacements, fosterPlacements } from '../episode-codes.ts'
import { episodesOf } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import {
  endsBeforeStart,
  endsOutsideYear,
  isOpenAfterCare,
  libertyPeriod,
  overlapping,
  startsAfterYear,
  startsBeforeBirth,
  whyUnreadable,
} from '../open-periods.ts'
import type { LibertyRow } from '../open-periods.ts'
import type { Ssda903 } from '../tables.ts'

const inForce = { added: '2026-27' } as const

/** Secure children's homes, supported accommodation, parents, young offender institutions: each needs no such order, or bars it. */
const impossiblePlacements: ReadonlySet<string> = new Set(['K1', 'K3', 'P1', 'R5'])

/** Families, employment and family centres, where a child is seldom deprived of liberty. */
const unexpectedPlacements: ReadonlySet<string> = new Set([...adoptionPlacements, ...fosterPlacements, 'P3', 'R3'])

const order = { CHILD: 'A1', DOLO_START: '12/06/2026' }
const lastYear = { CHILD: 'A1', DOLO_START: '12/03/2026' }

/** Places each order beside the episodes during which it ran, where the child was in one of some placements. */
const inPlacements = (
  code: string,
  placements: ReadonlySet<string>,
  whereof: string,
  message: string,
  [unlikely, likely]: readonly [string, string],
): Rule<Ssda903> =>
  judged({
    code,
    message,
    // The published rule calls PLACEMENT what the return calls PLACE.
    fields: ['DOLO_START', 'PLACEMENT'],
    inForce,
    reading: `The placements are ${[...placements].join(', ')}, and count where the order and the episode overlap by a day or more.`,
    judges: ['DoLo', 'Episodes'],
    examples: {
      passes: { DoLo: [order], Episodes: [{ CHILD: 'A1', DECOM: '01/04/2026', PLACE: likely }] },
      fails: { DoLo: [order], Episodes: [{ CHILD: 'A1', DECOM: '01/04/2026', PLACE: unlikely }] },
    },
    judge: (given, fail) => {
      for (const row of given.DoLo.rows) {
        const { CHILD, DOLO_START, DOLO_END } = row
        if (DOLO_START === null) continue
        for (const episode of episodesOf(given, CHILD)) {
          const { DECOM, DEC, PLACE } = episode
          if (PLACE === null || !placements.has(PLACE)) continue
          const hasBegun = DECOM === null || DECOM <= DOLO_START || DOLO_END === null || DECOM < DOLO_END
          if (!hasBegun || (DEC !== null && DEC <= DOLO_START)) continue
          const from = DECOM === null ? '' : ` from ${inWords(DECOM)}`
          fail(
            `The deprivation of liberty order that began on ${inWords(DOLO_START)} ran while the child was in placement ${PLACE}${from}, ${whereof}.`,
            at(given.DoLo, row, 'DOLO_START'),
            at(given.Episodes, episode, 'PLACE'),
          )
        }
      }
    },
  })

const latestOf = (rows: readonly LibertyRow[]): LibertyRow | undefined =>
  rows.reduce<LibertyRow | undefined>(
    (latest, row) => (latest === undefined || (row.DOLO_START ?? '') >= (latest.DOLO_START ?? '') ? row : latest),
    undefined,
  )

/** The rules about deprivation of liberty orders. */
export const deprivationOfLibertyRules: readonly Rule<Ssda903>[] = [
  eachRow('DoLo', {
    code: '700',
    message: 'The start date of the DoLO is not a valid date.',
    fields: ['DOLO_START'],
    inForce,
    reading: 'An order without a start date fails too.',
    examples: { passes: { DoLo: [order] }, fails: { DoLo: [{ CHILD: 'A1', DOLO_START: '31/06/2026' }] } },
    fails: (row, { DoLo }) =>
      row.DOLO_START === null &&
      (whyUnreadable(DoLo, row, 'DOLO_START', 'The start of the deprivation of liberty order') ||
        'The deprivation of liberty order has no start.'),
  }),
  eachRow('DoLo', {
    code: '701',
    message: 'The end date of the DoLO is not a valid date.',
    fields: ['DOLO_END'],
    inForce,
    examples: { passes: { DoLo: [order] }, fails: { DoLo: [{ ...order, DOLO_END: '31/06/2026' }] } },
    fails: (row, { DoLo }) => whyUnreadable(DoLo, row, 'DOLO_END', 'The end of the deprivation of liberty order'),
  }),
  eachRow('DoLo', {
    code: '702',
    message: 'The date that the DoLO ended is before the date that it started.',
    fields: ['DOLO_START', 'DOLO_END'],
    inForce,
    examples: {
      passes: { DoLo: [{ ...order, DOLO_END: '12/06/2026' }] },
      fails: { DoLo: [{ ...order, DOLO_END: '11/06/2026' }] },
    },
    fails: row => endsBeforeStart(libertyPeriod(row)),
  }),
  eachRow('DoLo', {
    code: '703',
    message: 'The date that the DoLO started is after the end of the collection year.',
    fields: ['DOLO_START'],
    inForce,
    examples: {
      passes: { DoLo: [{ CHILD: 'A1', DOLO_START: '31/03/2027' }] },
      fails: { DoLo: [{ CHILD: 'A1', DOLO_START: '01/04/2027' }] },
    },
    fails: (row, { collection }) => startsAfterYear(libertyPeriod(row), collection),
  }),
  eachRow('DoLo', {
    code: '704',
    message: 'The date that the DoLO ended is before the start or after the end of the collection year.',
    fields: ['DOLO_END'],
    inForce,
    examples: {
      passes: { DoLo: [order, { ...lastYear, DOLO_END: '01/04/2026' }] },
      fails: { DoLo: [{ ...lastYear, DOLO_END: '31/03/2026' }] },
    },
    fails: (row, { collection }) => endsOutsideYear(libertyPeriod(row), collection),
  }),
  judged({
    code: '705',
    message: 'A DoLO cannot start when the previous DoLO is still open.',
    fields: ['DOLO_START', 'DOLO_END'],
    inForce,
    reading:
      'Of two orders that overlap the one that ended later is marked, beside an open one the other, and of two open ones the one that began later. An order that begins on the day another ends passes.',
    judges: ['DoLo'],
    examples: {
      passes: { DoLo: [{ ...lastYear, DOLO_END: '12/06/2026' }, order] },
      fails: { DoLo: [lastYear, { ...order, DOLO_END: '20/06/2026' }] },
    },
    judge: ({ DoLo }, fail) => {
      for (const rows of groupsOf(DoLo, 'CHILD'))
        for (const { row, why } of overlapping(rows, libertyPeriod)) fail(why, at(DoLo, row, 'DOLO_START', 'DOLO_END'))
    },
  }),
  judged({
    code: '706',
    message:
      'There is an open DoLO in last year’s return and there is no corresponding DoLO recorded at the start of this year..',
    fields: ['DOLO_START'],
    inForce,
    reading:
      'An order corresponds where it has the same start date. Otherwise the order of the child that began last is marked, or last year’s where there is none this year.',
    // A child who is in no row this year is marked in last year's.
    judges: ['DoLo', 'DoLo_last'],
    needs: ['DoLo_last'],
    examples: {
      passes: { DoLo_last: [lastYear], DoLo: [{ ...lastYear, DOLO_END: '12/06/2026' }] },
      fails: { DoLo_last: [lastYear], DoLo: [order] },
    },
    judge: ({ DoLo, DoLo_last }, fail) => {
      for (const row of DoLo_last.rows) {
        const { CHILD, DOLO_START, DOLO_END } = row
        if (DOLO_START === null || DOLO_END !== null || unreadableIn(DoLo_last, row, 'DOLO_END') !== undefined) continue
        const thisYear = rowsBy(DoLo, 'CHILD')(CHILD)
        if (thisYear.some(each => each.DOLO_START === DOLO_START)) continue
        const latest = latestOf(thisYear)
        fail(
          `The deprivation of liberty order that began on ${inWords(DOLO_START)} was open at the end of last year, and is not in this year’s return.`,
          latest === undefined ? at(DoLo_last, row, 'DOLO_START') : at(DoLo, latest, 'DOLO_START'),
        )
      }
    },
  }),
  eachRow('DoLo', {
    code: '707',
    message: 'Child ceased to be looked after but there is a DoLO without an end date.',
    fields: ['DOLO_END'],
    inForce,
    reading:
      'Care ended with an episode whose reason is not X1, or with the last episode where its reason is missing. An end that cannot be read counts as none.',
    examples: {
      passes: { DoLo: [order], Episodes: [{ CHILD: 'A1', DECOM: '01/04/2026', DEC: '20/06/2026', REC: 'X1' }] },
      fails: { DoLo: [order], Episodes: [{ CHILD: 'A1', DECOM: '01/04/2026', DEC: '20/06/2026', REC: 'E4A' }] },
    },
    fails: (row, given) => isOpenAfterCare(given, libertyPeriod(row)),
  }),
  eachRow('DoLo', {
    code: '708',
    message: 'Dates of DoLOs are before child’s date of birth.',
    fields: ['DOLO_START'],
    inForce,
    reading: 'Only the start of the order is held against the date of birth.',
    examples: {
      passes: { DoLo: [{ ...order, DOB: '12/06/2026' }] },
      fails: { DoLo: [{ ...order, DOB: '13/06/2026' }] },
    },
    fails: row => startsBeforeBirth(libertyPeriod(row)),
  }),
  inPlacements(
    '709',
    unexpectedPlacements,
    'where no such order is expected',
    'Child with a DoLO is in an unexpected placement type.',
    ['U6', 'K2'],
  ),
  inPlacements(
    '710',
    impossiblePlacements,
    'where there can be no such order',
    'Child with a DoLO can not be placed in secure children’s homes, with parents, young offender institutions, or supported accommodation.',
    ['K1', 'K2'],
  ),
]
