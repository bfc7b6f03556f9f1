import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, unreadableIn } from '../../table.ts'
import { reasonsForNewEpisode } from '../episode-codes.ts'
import type { Episode } from '../episodes.ts'
import { shortBreaks } from '../episodes.ts'
import { judged } from '../looked-after.ts'
import { againstPrevious } from '../successions.ts'
import type { Ssda903 } from '../tables.ts'

/** Whether the reason says that the child was looked after until the day on which the episode began. */
const isContinuation = ({ RNE }: Episode): boolean => RNE !== null && RNE !== 'S' && reasonsForNewEpisode.has(RNE)

/** Every reason but X1, that another episode begins, is that the child ceased to be looked after. */
const isEndOfCare = (reason: string | null): boolean => reason?.startsWith('E') ?? false

const spring = { CHILD: 'A1', DECOM: '12/04/2025', RNE: 'S', LS: 'V2', CIN: 'N1', DEC: '02/06/2025', REC: 'X1' }

/** Rules on how the episodes of a child follow each other. */
export const episodeOrderRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '426',
    message: 'A child receiving respite care cannot be recorded under a legal status of V3 and V4 in the same year.',
    fields: ['LS'],
    inForce: { added: '2022-23' },
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', LS: 'V3' },
          { CHILD: 'B2', LS: 'V4' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', LS: 'V3' },
          { CHILD: 'A1', LS: 'V4' },
        ],
      },
    },
    judge: ({ Episodes }, fail) => {
      for (const episodes of groupsOf(Episodes, 'CHILD')) {
        const breaks = episodes.filter(({ LS }) => LS !== null && shortBreaks.has(LS))
        if (new Set(breaks.map(({ LS }) => LS)).size > 1)
          fail(
            'The child has short breaks under both V3 and V4 in this year.',
            ...breaks.map(row => at(Episodes, row, 'LS')),
          )
      }
    },
  }),
  judged({
    code: '431',
    message:
      'The reason for new episode is started to be looked after, but the previous episode ended on the same day.',
    fields: ['RNE', 'DECOM'],
    inForce: { added: '2022-23' },
    reading:
      "Judged against the child's episode immediately before, by the day it began. Only the later episode is marked.",
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [spring, { CHILD: 'A1', DECOM: '03/06/2025', RNE: 'S' }] },
      fails: { Episodes: [spring, { CHILD: 'A1', DECOM: '02/06/2025', RNE: 'S' }] },
    },
    judge: againstPrevious(
      ['RNE', 'DECOM'],
      ({ DECOM, RNE }, { DEC }) =>
        RNE === 'S' &&
        DECOM === DEC &&
        `The child is said to have started to be looked after on ${inWords(DECOM)}, the day on which the previous episode ended.`,
    ),
  }),
  judged({
    code: '432',
    message:
      'The child ceased to be looked after at the end of the previous episode but the reason for the new episode is not started to be looked after.',
    fields: ['RNE'],
    inForce: { added: '2022-23' },
    reading:
      'Every reason that begins with E says that the child ceased to be looked after. Only the later episode is marked, and a missing reason fails.',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { ...spring, REC: 'E4A' },
          { CHILD: 'A1', DECOM: '04/07/2025', RNE: 'S' },
        ],
      },
      fails: {
        Episodes: [
          { ...spring, REC: 'E4A' },
          { CHILD: 'A1', DECOM: '04/07/2025', RNE: 'P' },
        ],
      },
    },
    judge: againstPrevious(
      ['RNE'],
      ({ RNE }, { REC }) =>
        isEndOfCare(REC) &&
        RNE !== 'S' &&
        `The child ceased to be looked after at the end of the previous episode (${REC ?? ''}), but the reason for this one is ${RNE ?? 'missing'}.`,
    ),
  }),
  judged({
    code: '433',
    message:
      'The reason for new episode suggests that this is a continuation episode, but the episode does not start on the same day as the last episode finished.',
    fields: ['RNE', 'DECOM'],
    inForce: { added: '2022-23' },
    reading:
      "Judged against the child's episode immediately before, by the day it began. An episode before it without an end fails too. Only the later episode is marked.",
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [spring, { CHILD: 'A1', DECOM: '02/06/2025', RNE: 'P' }] },
      fails: { Episodes: [spring, { CHILD: 'A1', DECOM: '03/06/2025', RNE: 'P' }] },
    },
    judge: againstPrevious(['RNE', 'DECOM'], (episode, previous, { Episodes }) => {
      const { DECOM, RNE } = episode
      if (DECOM === previous.DEC || !isContinuation(episode)) return
      if (unreadableIn(Episodes, previous, 'DEC') !== undefined) return
      const ended = previous.DEC === null ? 'has no end' : `ended on ${inWords(previous.DEC)}`
      return `The episode began on ${inWords(DECOM)} as a continuation (${RNE ?? ''}), but the one before it ${ended}.`
    }),
  }),
  judged({
    code: '501',
    message: 'A new episode has started before the end date of the previous episode.',
    fields: ['DECOM', 'DEC'],
    inForce: { added: '2022-23' },
    reading:
      "Judged against the child's episode immediately before, by the day it began. Only the later episode is marked.",
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [spring, { CHILD: 'A1', DECOM: '02/06/2025' }] },
      fails: { Episodes: [spring, { CHILD: 'A1', DECOM: '01/06/2025' }] },
    },
    judge: againstPrevious(
      ['DECOM', 'DEC'],
      ({ DECOM }, { DEC }) =>
        DEC !== null &&
        DECOM < DEC &&
        `The episode began on ${inWords(DECOM)}, before the previous one ended on ${inWords(DEC)}.`,
    ),
  }),
  judged({
    code: '504',
    message: 'The category of need code differs from that reported at start of current period of being looked after',
    fields: ['CIN'],
    inForce: { added: '2022-23' },
    reading:
      'Each episode that continues a period of care is held against the one before it. Where the code changes and stays changed, only the episode in which it changed fails.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [spring, { CHILD: 'A1', DECOM: '02/06/2025', RNE: 'P', CIN: 'N1' }] },
      fails: { Episodes: [spring, { CHILD: 'A1', DECOM: '02/06/2025', RNE: 'P', CIN: 'N5' }] },
    },
    judge: againstPrevious(
      ['CIN'],
      (episode, { CIN }) =>
        isContinuation(episode) &&
        episode.CIN !== CIN &&
        `The category of need is ${episode.CIN ?? 'missing'}, but in the previous episode of this period of being looked after it was ${CIN ?? 'missing'}.`,
    ),
  }),
]
