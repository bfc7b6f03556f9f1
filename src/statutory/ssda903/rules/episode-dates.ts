import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy, unreadableIn } from '../../table.ts'
import { consecutiveEpisodes, datedEpisodes } from '../consecutive-episodes.ts'
import { adopted } from '../episode-codes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** The day on which the Children Act 1989 came into force. */
const childrenActInForce = '1991-10-14'

const validDate = (
  column: 'DECOM' | 'DEC',
  called: string,
  declared: Pick<Rule<Ssda903>, 'code' | 'message'>,
): Rule<Ssda903> =>
  eachRow('Episodes', {
    ...declared,
    fields: [column],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', [column]: '12/06/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', [column]: '31/06/2025' }] },
    },
    fails: (row, { Episodes }) => {
      const written = unreadableIn(Episodes, row, column)
      return written !== undefined && `The episode ${called} on '${written}', which is not a day.`
    },
  })

const withinCollection = (
  column: 'DECOM' | 'DEC',
  called: string,
  declared: Pick<Rule<Ssda903>, 'code' | 'message' | 'reading'>,
): Rule<Ssda903> =>
  eachRow('Episodes', {
    ...declared,
    fields: [column],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', [column]: '31/03/2026' }] },
      fails: { Episodes: [{ CHILD: 'A1', [column]: '01/04/2026' }] },
    },
    fails: (row, { collection }) => {
      const day = row[column]
      return (
        day !== null &&
        day > collection.end &&
        `The episode ${called} on ${inWords(day)}, after the end of the year, ${inWords(collection.end)}.`
      )
    },
  })

/** Rules about the days on which episodes begin and end. */
export const episodeDateRules: readonly Rule<Ssda903>[] = [
  validDate('DECOM', 'began', { code: '141', message: 'Date episode began is not a valid date.' }),
  validDate('DEC', 'ceased', { code: '147', message: 'Date episode ceased is not a valid date.' }),
  judged({
    code: '142',
    message: 'A new episode has started, but the previous episode has not ended.',
    fields: ['DEC', 'REC'],
    inForce: { added: '2022-23' },
    reading: "Every episode but the child's last by its start must have both an end and a reason why it ceased.",
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', DEC: '09/07/2025', REC: 'X1' },
          { CHILD: 'A1', DECOM: '09/07/2025' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025' },
          { CHILD: 'A1', DECOM: '09/07/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const { episode, after } of consecutiveEpisodes(given)) {
        if (after === undefined || (episode.DEC !== null && episode.REC !== null)) continue
        fail(
          `Another episode began on ${inWords(after.DECOM)}, but that of ${inWords(episode.DECOM)} has no ${episode.DEC === null ? 'end' : 'reason why it ceased'}.`,
          at(given.Episodes, episode, 'DEC', 'REC'),
        )
      }
    },
  }),
  eachRow('Episodes', {
    code: '148',
    message: 'Date episode ceased and reason episode ceased must both be coded, or both left blank.',
    fields: ['DEC', 'REC'],
    inForce: { added: '2022-23' },
    reading: 'An end that is written but is not a day counts as an end.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DEC: '09/07/2025', REC: 'E4A' }, { CHILD: 'B2' }] },
      fails: { Episodes: [{ CHILD: 'A1', DEC: '09/07/2025' }] },
    },
    fails: (row, { Episodes }) => {
      const hasEnd = row.DEC !== null || unreadableIn(Episodes, row, 'DEC') !== undefined
      if (hasEnd === (row.REC !== null)) return undefined
      return hasEnd
        ? 'The episode has a date on which it ceased, but no reason.'
        : 'The episode has a reason why it ceased, but no date.'
    },
  }),
  judged({
    code: '199',
    message: 'Episode information shows child has been previously adopted from care.',
    fields: ['CHILD'],
    inForce: { added: '2022-23' },
    reading:
      "Last year's return is read too. Every episode of this year that began after the one that ended in adoption is marked.",
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes_last: [{ CHILD: 'A1', DECOM: '02/05/2024', DEC: '09/07/2024', REC: 'E4A' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', DEC: '09/01/2026', REC: 'E11' }],
      },
      fails: {
        Episodes_last: [{ CHILD: 'A1', DECOM: '02/05/2024', DEC: '09/07/2024', REC: 'E12' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025' }],
      },
    },
    judge: (given, fail) => {
      const lastYears = rowsBy(given.Episodes_last, 'CHILD')
      for (const episodes of groupsOf(given.Episodes, 'CHILD')) {
        const starts = [...lastYears(episodes[0]?.CHILD ?? null), ...episodes]
          .filter(({ REC }) => REC !== null && adopted.has(REC))
          .flatMap(({ DECOM }) => DECOM ?? [])
          .sort()
        const [first] = starts
        if (first === undefined) continue
        for (const episode of episodes)
          if (episode.DECOM !== null && episode.DECOM > first)
            fail(
              `The child was adopted at the end of the episode of ${inWords(first)}, yet another began on ${inWords(episode.DECOM)}.`,
              at(given.Episodes, episode, 'CHILD'),
            )
      }
    },
  }),
  eachRow('Episodes', {
    code: '353',
    message: 'No episode submitted can start before 14 October 1991.',
    fields: ['DECOM'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '14/10/1991' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '13/10/1991' }] },
    },
    fails: ({ DECOM }) =>
      DECOM !== null && DECOM < childrenActInForce && `The episode began on ${inWords(DECOM)}, before 14 October 1991.`,
  }),
  withinCollection('DECOM', 'began', {
    code: '354',
    message: 'Date episode ceased must be on or before the end of the current collection year.',
    reading:
      'The message speaks of the end, but the field is the start: an episode that began after the year fails. Ends are judged by 385.',
  }),
  withinCollection('DEC', 'ceased', {
    code: '385',
    message: 'Date episode ceased must be on or before the end of the current collection year.',
  }),
  eachRow('Episodes', {
    code: '355',
    message: 'Episode appears to have lasted for less than 24 hours',
    fields: ['DECOM', 'DEC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', DEC: '13/06/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', DEC: '12/06/2025' }] },
    },
    fails: ({ DECOM, DEC }) =>
      DECOM !== null && DECOM === DEC && `The episode began and ceased on the same day, ${inWords(DEC)}.`,
  }),
  eachRow('Episodes', {
    code: '356',
    message: 'The date the episode ceased is before the date the same episode started.',
    fields: ['DECOM'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', DEC: '12/06/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', DEC: '11/06/2025' }] },
    },
    fails: ({ DECOM, DEC }) =>
      DECOM !== null &&
      DEC !== null &&
      DEC < DECOM &&
      `The episode ceased on ${inWords(DEC)}, before it began on ${inWords(DECOM)}.`,
  }),
  judged({
    code: '357',
    message:
      'If this is the first episode ever for this child, reason for new episode must be S. Check whether there is an episode immediately preceding this one, which has been left out. If not the reason for new episode code must be amended to S.',
    fields: ['RNE'],
    inForce: { added: '2022-23' },
    reading:
      "Only a child's first episode is judged, where it began within the year and last year's return has none of the child. A missing reason fails.",
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'L' }] },
    },
    judge: (given, fail) => {
      const lastYears = rowsBy(given.Episodes_last, 'CHILD')
      for (const [first] of datedEpisodes(given)) {
        if (first === undefined || first.RNE === 'S' || first.DECOM < given.collection.start) continue
        if (lastYears(first.CHILD).length > 0) continue
        fail(
          `The first episode of the child began on ${inWords(first.DECOM)}, in this year, and its reason is ${first.RNE ?? 'missing'}, not S.`,
          at(given.Episodes, first, 'RNE'),
        )
      }
    },
  }),
  judged({
    code: '388',
    message: 'Reason episode ceased is coded new episode begins, but there is no continuation episode.',
    fields: ['REC'],
    inForce: { added: '2022-23' },
    reading:
      'It is read both ways: X1 fails unless another episode began on that day, and any other reason fails where another did.',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', DEC: '09/07/2025', REC: 'X1' },
          { CHILD: 'A1', DECOM: '09/07/2025', DEC: '01/08/2025', REC: 'E4A' },
        ],
      },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '02/05/2025', DEC: '09/07/2025', REC: 'X1' }] },
    },
    judge: (given, fail) => {
      for (const { episode, after } of consecutiveEpisodes(given)) {
        const { DEC, REC } = episode
        const place = at(given.Episodes, episode, 'REC')
        if (REC === 'X1' && after === undefined)
          fail('The episode is said to have ceased because another began, but there is no later episode.', place)
        if (DEC === null || REC === null || after === undefined) continue
        if (REC === 'X1' && after.DECOM !== DEC)
          fail(
            `The episode is said to have ceased on ${inWords(DEC)} because another began, but the next began on ${inWords(after.DECOM)}.`,
            place,
          )
        if (REC !== 'X1' && after.DECOM === DEC)
          fail(
            `Another episode began on ${inWords(DEC)}, the day on which this one ceased, but its reason is ${REC}, not X1.`,
            place,
          )
      }
    },
  }),
]
