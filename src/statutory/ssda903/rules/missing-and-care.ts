import { birthday, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { episodesOf } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { endsCare, endsCareAsLast, isOpenAfterCare, missingPeriod } from '../open-periods.ts'
import { startsBeforeBirth, whyUnreadable } from '../open-periods.ts'
import type { Ssda903 } from '../tables.ts'

const period = { CHILD: 'A1', MISSING: 'M', MIS_START: '12/06/2025' }
const leftCare = { CHILD: 'A1', DECOM: '01/04/2025', DEC: '20/06/2025', REC: 'E4A' }

/** The rules about missing periods beside the child's time in care and birth, and about how they are written. */
export const missingAndCareRules: readonly Rule<Ssda903>[] = [
  eachRow('Missing', {
    code: '577',
    message:
      'Child ceased to be looked after but there is a missing/away from placement without authorisation period without an end date.',
    fields: ['MIS_END'],
    inForce: { added: '2022-23' },
    reading:
      'Care ended with an episode whose reason is not X1, or with the last episode where its reason is missing. An end that cannot be read counts as none.',
    examples: {
      passes: { Episodes: [leftCare], Missing: [{ ...period, MIS_END: '20/06/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '01/04/2025', DEC: '20/06/2025' }], Missing: [period] },
    },
    fails: (row, given) => isOpenAfterCare(given, missingPeriod(row)),
  }),
  eachRow('Missing', {
    code: '578',
    message: 'The date that the child started to be missing is after the child ceased to be looked after.',
    fields: ['MIS_START'],
    inForce: { added: '2022-23' },
    reading: 'Also in a gap between two periods of care. On the day on which care ended passes.',
    examples: {
      passes: { Episodes: [leftCare], Missing: [{ ...period, MIS_START: '20/06/2025' }] },
      fails: { Episodes: [leftCare], Missing: [{ ...period, MIS_START: '21/06/2025' }] },
    },
    fails: ({ CHILD, MIS_START }, given) => {
      if (MIS_START === null) return false
      const episode = episodesOf(given, CHILD).findLast(({ DECOM }) => DECOM === null || DECOM <= MIS_START)
      if (episode === undefined || !endsCareAsLast(episode) || episode.DEC >= MIS_START) return false
      return `The missing period began on ${inWords(MIS_START)}, after the child ceased to be looked after on ${inWords(episode.DEC)}.`
    },
  }),
  judged({
    code: '580',
    message: 'Child is missing when cease being looked after but reason episode ceased not ‘E8’.',
    fields: ['REC'],
    inForce: { added: '2022-23' },
    reading: 'Judged where the missing period ends on the day care ended and the child was 18 or over by then.',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [{ ...leftCare, REC: 'E8' }],
        Missing: [{ ...period, DOB: '20/06/2007', MIS_END: '20/06/2025' }],
      },
      fails: { Episodes: [leftCare], Missing: [{ ...period, DOB: '20/06/2007', MIS_END: '20/06/2025' }] },
    },
    // A child found on the day of ceasing also has a period that ends that day. One who comes of age while missing does not
    // return to care: there the period is closed because care ended, and the reason can be no other.
    judge: (given, fail) => {
      for (const { CHILD, DOB, MIS_END } of given.Missing.rows) {
        if (DOB === null || MIS_END === null || MIS_END < birthday(DOB, 18)) continue
        for (const episode of episodesOf(given, CHILD))
          if (endsCare(episode) && episode.DEC === MIS_END && episode.REC !== 'E8')
            fail(
              `The child was missing until care ended at the age of 18 on ${inWords(MIS_END)}, but the reason is given as ${episode.REC ?? ''}, not E8.`,
              at(given.Episodes, episode, 'REC'),
            )
      }
    },
  }),
  eachRow('Missing', {
    code: '581',
    message: 'Child is missing but has not yet started to be looked after.',
    fields: ['MIS_START'],
    inForce: { added: '2022-23' },
    reading:
      'Held against the first episode in this return, where its reason is S or missing; any other reason says that the child was in care before.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' }], Missing: [period] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '13/06/2025', RNE: 'S' }], Missing: [period] },
    },
    fails: ({ CHILD, MIS_START }, given) => {
      const first = episodesOf(given, CHILD)[0]
      if (MIS_START === null || first === undefined || first.DECOM === null || MIS_START >= first.DECOM) return false
      // Any other reason for the episode says that the child was looked after before it.
      if (first.RNE !== null && first.RNE !== 'S') return false
      return `The missing period began on ${inWords(MIS_START)}, before the child began to be looked after on ${inWords(first.DECOM)}.`
    },
  }),
  eachRow('Missing', {
    code: '586',
    message: 'Dates of missing periods are before child’s date of birth.',
    fields: ['MIS_START'],
    inForce: { added: '2022-23' },
    reading: 'Only the start of the period is held against the date of birth.',
    examples: {
      passes: { Missing: [{ ...period, DOB: '12/06/2025' }] },
      fails: { Missing: [{ ...period, DOB: '13/06/2025' }] },
    },
    fails: row => startsBeforeBirth(missingPeriod(row)),
  }),
  eachRow('Missing', {
    code: '1004',
    message:
      'The start date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.',
    fields: ['MIS_START'],
    inForce: { added: '2022-23' },
    reading: 'A start that is left out fails only where an end is given.',
    examples: {
      passes: { Missing: [period] },
      fails: { Missing: [{ ...period, MIS_START: '31/06/2025' }] },
    },
    fails: (row, { Missing }) => {
      const unreadable = whyUnreadable(Missing, row, 'MIS_START', 'The start of the missing period')
      if (unreadable !== false) return unreadable
      if (row.MIS_START !== null) return false
      const isEndWritten = row.MIS_END !== null || unreadableIn(Missing, row, 'MIS_END') !== undefined
      return isEndWritten && 'The missing period has an end and no start.'
    },
  }),
  eachRow('Missing', {
    code: '1005',
    message:
      'The end date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.',
    fields: ['MIS_END'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [period, { ...period, MIS_END: '14/06/2025' }] },
      fails: { Missing: [{ ...period, MIS_END: '31/06/2025' }] },
    },
    fails: (row, { Missing }) => whyUnreadable(Missing, row, 'MIS_END', 'The end of the missing period'),
  }),
  eachRow('Missing', {
    code: '1006',
    message: 'Missing type invalid.',
    fields: ['MISSING'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [period, { CHILD: 'B2', MISSING: 'A' }] },
      fails: { Missing: [{ ...period, MISSING: 'X' }] },
    },
    fails: ({ MISSING }) =>
      MISSING !== null &&
      MISSING !== 'M' &&
      MISSING !== 'A' &&
      `Whether the child was missing or away is given as ${MISSING}, which is neither M nor A.`,
  }),
]
