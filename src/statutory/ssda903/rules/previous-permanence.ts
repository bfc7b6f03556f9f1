import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { readEnglishDate, readIsoDate } from '../../dates.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { episodesOf, shortBreaks } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { isOneOf } from '../looked-after-children.ts'
import { earlierPermanence, noPermanence, permanenceAuthorities } from '../permanence-codes.ts'
import type { Ssda903 } from '../tables.ts'

type PermanenceRow = Ssda903['PrevPerm']['rows'][number]

/** Since when earlier permanence is asked of every child who starts to be looked after. */
const askedSince = '2016-04-01'

/** Each part of a date may be unknown, and then stands as Z's. */
const partlyKnown = /^(\d{2}|ZZ)\/(\d{2}|ZZ)\/(\d{4}|ZZZZ)$/

/** The earliest day that a date of an order can mean; null where its year is unknown, undefined where it is no date. */
const earliestDay = (written: string): CivilDate | null | undefined => {
  const match = partlyKnown.exec(written.toUpperCase())
  if (match === null) return readIsoDate(written)
  const [, day = 'ZZ', month = 'ZZ', year = 'ZZZZ'] = match
  const isYearKnown = year !== 'ZZZZ'
  // A leap year stands for a year that is unknown: 29 February may be meant.
  const filled = readEnglishDate(
    `${day.replace('ZZ', '01')}/${month.replace('ZZ', '01')}/${isYearKnown ? year : '2000'}`,
  )
  return isYearKnown || filled === undefined ? filled : null
}

const isComplete = ({ PREV_PERM, LA_PERM, DATE_PERM }: PermanenceRow): boolean =>
  PREV_PERM !== null && (!earlierPermanence.has(PREV_PERM) || (LA_PERM !== null && DATE_PERM !== null))

const placed = { CHILD: 'A1', RNE: 'S', LS: 'C2', DECOM: '12/06/2025' }
const adoptedBefore = { CHILD: 'A1', PREV_PERM: 'P1', LA_PERM: '352', DATE_PERM: '12/06/2019' }

/** The rules about a child's permanence before coming into care. */
export const previousPermanenceRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '630',
    message: 'Information on previous permanence option should be returned.',
    fields: ['RNE'],
    inForce: { added: '2022-23' },
    reading:
      'Asked where an episode with the reason S began in the year and is not a short break. For P1 to P4 the authority and the date of the order must be there too. Only the episode is marked.',
    examples: {
      passes: { Episodes: [placed], PrevPerm: [{ CHILD: 'A1', PREV_PERM: 'Z1' }] },
      fails: { Episodes: [placed], PrevPerm: [{ CHILD: 'B2', PREV_PERM: 'Z1' }] },
    },
    fails: ({ CHILD, RNE, LS, DECOM }, { PrevPerm, collection }) => {
      if (RNE !== 'S' || DECOM === null || DECOM < collection.start || isOneOf(LS, shortBreaks)) return false
      const rows = rowsBy(PrevPerm, 'CHILD')(CHILD)
      if (rows.some(isComplete)) return false
      const what = rows.some(({ PREV_PERM }) => PREV_PERM !== null)
        ? 'where or when the earlier permanence was arranged is not said'
        : 'nothing is said of earlier permanence'
      return `The child began to be looked after on ${inWords(DECOM)}, but ${what}.`
    },
  }),
  eachRow('PrevPerm', {
    code: '631',
    message: 'Previous permanence option not a valid value.',
    fields: ['PREV_PERM'],
    inForce: { added: '2022-23' },
    reading: 'A blank code fails only where an authority or a date is given.',
    examples: {
      passes: { PrevPerm: [adoptedBefore, { CHILD: 'B2', PREV_PERM: 'Z1' }] },
      fails: { PrevPerm: [{ ...adoptedBefore, PREV_PERM: 'P5' }] },
    },
    fails: ({ PREV_PERM, LA_PERM, DATE_PERM }) => {
      if (PREV_PERM === null)
        return (
          (LA_PERM !== null || DATE_PERM !== null) &&
          'Where or when earlier permanence was arranged is said, but not what it was.'
        )
      if (PREV_PERM === noPermanence || earlierPermanence.has(PREV_PERM)) return false
      return `The earlier permanence is given as ${PREV_PERM}, which is no such code.`
    },
  }),
  judged({
    code: '632',
    message:
      'Date of previous permanence order not a valid value. NOTE: This rule may result in false negatives where the period of care started before the current collection year',
    fields: ['DATE_PERM', 'DECOM'],
    inForce: { added: '2022-23' },
    reading:
      'Unknown parts may be given as ZZ. A date that is known in part is taken at its earliest, and must be before every episode in this return.',
    judges: ['Episodes', 'PrevPerm'],
    examples: {
      passes: { Episodes: [placed], PrevPerm: [{ ...adoptedBefore, DATE_PERM: 'ZZ/06/2025' }] },
      fails: { Episodes: [placed], PrevPerm: [{ ...adoptedBefore, DATE_PERM: '12/06/2025' }] },
    },
    judge: (given, fail) => {
      const { Episodes, PrevPerm } = given
      for (const row of PrevPerm.rows) {
        if (row.DATE_PERM === null) continue
        const day = earliestDay(row.DATE_PERM)
        if (day === null) continue
        const episodes = episodesOf(given, row.CHILD).filter(
          ({ DECOM }) => DECOM !== null && (day === undefined || DECOM <= day),
        )
        if (day !== undefined && episodes.length === 0) continue
        fail(
          day === undefined
            ? `The date of the earlier order is given as ${row.DATE_PERM}, which is not a date.`
            : `The date of the earlier order is given as ${row.DATE_PERM}, which is not before the child was looked after from ${inWords(episodes[0]?.DECOM ?? day)}.`,
          at(PrevPerm, row, 'DATE_PERM'),
          ...episodes.map(episode => at(Episodes, episode, 'DECOM')),
        )
      }
    },
  }),
  eachRow('PrevPerm', {
    code: '633',
    message: 'Local authority code where previous permanence option was arranged is not a valid value.',
    fields: ['LA_PERM'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { PrevPerm: [adoptedBefore, { ...adoptedBefore, CHILD: 'B2', LA_PERM: 'WAL' }] },
      fails: { PrevPerm: [{ ...adoptedBefore, LA_PERM: '999' }] },
    },
    fails: ({ LA_PERM }) =>
      LA_PERM !== null &&
      !permanenceAuthorities.has(LA_PERM) &&
      `Where the earlier permanence was arranged is given as ${LA_PERM}, which is the code of no local authority.`,
  }),
  judged({
    code: '634',
    message:
      'There are entries for previous permanence options, but child has not started to be looked after from 1 April 2016 onwards.',
    fields: ['LA_PERM', 'PREV_PERM', 'DATE_PERM', 'DECOM'],
    inForce: { added: '2022-23' },
    reading: 'Held against the latest episode in this return. The day is fixed: 1 April 2016.',
    judges: ['Episodes', 'PrevPerm'],
    examples: {
      passes: { Episodes: [{ ...placed, DECOM: '01/04/2016' }], PrevPerm: [adoptedBefore] },
      fails: { Episodes: [{ ...placed, DECOM: '31/03/2016' }], PrevPerm: [{ CHILD: 'A1', PREV_PERM: 'Z1' }] },
    },
    judge: (given, fail) => {
      for (const row of given.PrevPerm.rows) {
        if (row.PREV_PERM === null && row.LA_PERM === null && row.DATE_PERM === null) continue
        const episodes = episodesOf(given, row.CHILD).filter(({ DECOM }) => DECOM !== null)
        const latest = episodes.at(-1)?.DECOM ?? null
        if (latest === null || latest >= askedSince) continue
        fail(
          `Earlier permanence is filled in, but the child’s last episode began on ${inWords(latest)}, before 1 April 2016.`,
          at(given.PrevPerm, row, 'LA_PERM', 'PREV_PERM', 'DATE_PERM'),
          ...episodes.map(episode => at(given.Episodes, episode, 'DECOM')),
        )
      }
    },
  }),
  eachRow('PrevPerm', {
    code: '635',
    message:
      'There are entries for date of order and local authority code where previous permanence option was arranged but previous permanence code is Z1',
    fields: ['LA_PERM', 'DATE_PERM', 'PREV_PERM'],
    inForce: { added: '2022-23' },
    reading: 'An authority or a date alone fails too.',
    examples: {
      passes: { PrevPerm: [adoptedBefore, { CHILD: 'B2', PREV_PERM: 'Z1' }] },
      fails: { PrevPerm: [{ ...adoptedBefore, PREV_PERM: 'Z1' }] },
    },
    fails: ({ PREV_PERM, LA_PERM, DATE_PERM }) => {
      if (PREV_PERM !== noPermanence || (LA_PERM === null && DATE_PERM === null)) return false
      const what = LA_PERM === null ? 'a date' : DATE_PERM === null ? 'an authority' : 'a date and an authority'
      return `The code Z1 says that there was no earlier permanence, but the child has ${what} of it.`
    },
  }),
]
