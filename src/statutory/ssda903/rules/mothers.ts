import { ageOn, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { episodesOf, shortBreaks } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { agedOn, headersOf, isLookedAfter, isOneOf } from '../looked-after-children.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** The episode with which care ended; none where an episode goes on. */
const lastEnded = (episodes: readonly Episode[]): (Episode & { readonly DEC: string }) | undefined => {
  let last: (Episode & { readonly DEC: string }) | undefined
  for (const episode of episodes) {
    const { DEC } = episode
    if (DEC === null) return undefined
    if (last === undefined || DEC >= last.DEC) last = { ...episode, DEC }
  }
  return last
}

/** Rules on girls who are mothers, and their first child's date of birth. */
export const motherRules: readonly Rule<Ssda903>[] = [
  eachRow('Header', {
    code: '171',
    message: 'Date of birth of mother’s child is not a valid date.',
    fields: ['MC_DOB'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1' }] },
      fails: { Header: [{ CHILD: 'A1', MC_DOB: 'June 2025' }] },
    },
    fails: (row, { Header }) => {
      const written = unreadableIn(Header, row, 'MC_DOB')
      return written !== undefined && `The first child’s date of birth, ${written}, is not a date.`
    },
  }),
  eachRow('Header', {
    code: '174',
    message: 'Mother’s child date of birth is recorded but sex shows that the child is a male.',
    fields: ['SEX', 'MC_DOB'],
    inForce: { added: '2022-23', changed: '2024-25' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'F', MC_DOB: '12/06/2025' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: 'M', MC_DOB: '12/06/2025' }] },
    },
    fails: ({ SEX, MC_DOB }) =>
      SEX === 'M' &&
      MC_DOB !== null &&
      `The sex is recorded as M, and a mother’s first child as born on ${inWords(MC_DOB)}.`,
  }),
  eachRow('Header', {
    code: '393',
    message: 'Child is looked after but mother field is not completed.',
    fields: ['MOTHER'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading: 'It is asked of girls with an episode other than short breaks.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'F', MOTHER: '0' }], Episodes: [{ CHILD: 'A1', LS: 'C2' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: 'F' }], Episodes: [{ CHILD: 'A1', LS: 'C2' }] },
    },
    fails: ({ CHILD, SEX, MOTHER }, given) =>
      SEX === 'F' &&
      MOTHER === null &&
      isLookedAfter(given, CHILD) &&
      'The girl is looked after, and it is not recorded whether she is a mother.',
  }),
  judged({
    code: '607',
    message: 'Child ceased to be looked after in the year, but mother field has not been completed.',
    fields: ['DEC', 'REC', 'MOTHER', 'LS', 'SEX'],
    inForce: { added: '2022-23', changed: '2024-25' },
    judges: ['Episodes', 'Header'],
    reading:
      'She ceased to be looked after where an episode ended in the year for a reason other than X1; short breaks do not count.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', SEX: 'F' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2', DEC: '12/06/2025', REC: 'X1' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', SEX: 'F' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2', DEC: '12/06/2025', REC: 'E8' }],
      },
    },
    judge: (given, fail) => {
      const { start, end } = given.collection
      for (const episode of given.Episodes.rows) {
        const { DEC, REC, LS } = episode
        if (DEC === null || DEC < start || DEC > end) continue
        if (REC === null || REC.toUpperCase() === 'X1' || isOneOf(LS, shortBreaks)) continue
        for (const child of headersOf(given, episode.CHILD))
          if (child.SEX === 'F' && child.MOTHER === null)
            fail(
              `The girl ceased to be looked after on ${inWords(DEC)}, and it is not recorded whether she is a mother.`,
              at(given.Episodes, episode, 'DEC', 'REC', 'LS'),
              at(given.Header, child, 'MOTHER', 'SEX'),
            )
      }
    },
  }),
  eachRow('Header', {
    code: '611',
    message: 'Date of birth field is blank, but child is a mother.',
    fields: ['MOTHER', 'MC_DOB'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', MOTHER: '1', MC_DOB: '12/06/2025' }] },
      fails: { Header: [{ CHILD: 'A1', MOTHER: '1' }] },
    },
    fails: (row, { Header }) =>
      row.MOTHER === '1' &&
      row.MC_DOB === null &&
      unreadableIn(Header, row, 'MC_DOB') === undefined &&
      'The child is a mother, and her first child’s date of birth is not recorded.',
  }),
  eachRow('Header', {
    code: '612',
    message: 'Date of birth field has been completed but mother field indicates child is not a mother.',
    fields: ['SEX', 'MOTHER', 'MC_DOB'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading: 'It is asked of girls. A blank counts as not being a mother.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'F', MOTHER: '0' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: 'F', MOTHER: '0', MC_DOB: '12/06/2025' }] },
    },
    fails: ({ SEX, MOTHER, MC_DOB }) =>
      SEX === 'F' &&
      (MOTHER === '0' || MOTHER === null) &&
      MC_DOB !== null &&
      `A first child is recorded as born on ${inWords(MC_DOB)}, but MOTHER is ${MOTHER ?? 'missing'}.`,
  }),
  eachRow('Header', {
    code: '620',
    message: 'Child has been recorded as a mother, but date of birth shows that the mother is under 11 years of age.',
    fields: ['DOB', 'MOTHER'],
    inForce: { added: '2022-23' },
    reading: 'The age is that on 1 April, as the year began.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', MOTHER: '1', DOB: '01/04/2014' }] },
      fails: { Header: [{ CHILD: 'A1', MOTHER: '1', DOB: '02/04/2014' }] },
    },
    fails: ({ MOTHER, DOB }, { collection: { start } }) =>
      MOTHER === '1' &&
      DOB !== null &&
      ageOn(DOB, start) < 11 &&
      `The mother, born on ${inWords(DOB)}, was ${agedOn(DOB, start)} as the year began.`,
  }),
  eachRow('Header', {
    code: '621',
    message: 'Mother’s field has been completed but date of birth shows that the mother is younger than her child.',
    fields: ['DOB', 'MC_DOB'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', DOB: '12/06/2009', MC_DOB: '12/06/2025' }] },
      fails: { Header: [{ CHILD: 'A1', DOB: '12/06/2025', MC_DOB: '12/06/2009' }] },
    },
    fails: ({ DOB, MC_DOB }) =>
      DOB !== null &&
      MC_DOB !== null &&
      MC_DOB <= DOB &&
      `The mother was born on ${inWords(DOB)} and her first child on ${inWords(MC_DOB)}.`,
  }),
  judged({
    code: '625',
    message:
      'Date of birth of the first child is beyond the end of this reporting year or the date the child ceased to be looked after.',
    fields: ['MC_DOB', 'DEC'],
    inForce: { added: '2022-23' },
    judges: ['Episodes', 'Header'],
    reading:
      'Care ended with the last episode where all have ended; where one is open only the end of the year counts.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', MC_DOB: '12/06/2025' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2024', DEC: '12/06/2025' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', MC_DOB: '13/06/2025' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2024', DEC: '12/06/2025' }],
      },
    },
    judge: (given, fail) => {
      const { end } = given.collection
      for (const child of given.Header.rows) {
        if (child.MC_DOB === null) continue
        const last = lastEnded(episodesOf(given, child.CHILD))
        const isAfterYear = child.MC_DOB > end
        if (!isAfterYear && (last === undefined || child.MC_DOB <= last.DEC)) continue
        const after = isAfterYear ? `the year ended on ${inWords(end)}` : `care ended on ${inWords(last?.DEC ?? end)}`
        fail(
          `The first child was born on ${inWords(child.MC_DOB)}, after ${after}.`,
          at(given.Header, child, 'MC_DOB'),
          ...(last === undefined ? [] : [at(given.Episodes, last, 'DEC')]),
        )
      }
    },
  }),
]
