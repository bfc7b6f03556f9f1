import { daysBetween, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf } from '../../table.ts'
import { datedEpisodes } from '../consecutive-episodes.ts'
import type { DatedEpisode } from '../consecutive-episodes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Collection, Ssda903 } from '../tables.ts'

/** Agreed series of short breaks of which each break is an episode. Those of V4 are not recorded one by one. */
const eachShortBreak = 'V3'

const endOf = ({ DEC }: Episode, { end }: Collection): string => DEC ?? end

/** Episodes of one legal status, in order, cut wherever one does not begin on the day on which the one before ceased. */
const unbroken = (episodes: readonly DatedEpisode[]): readonly (readonly DatedEpisode[])[] => {
  const runs: DatedEpisode[][] = []
  for (const episode of episodes) {
    const run = runs.at(-1)
    if (run?.at(-1)?.DEC === episode.DECOM) run.push(episode)
    else runs.push([episode])
  }
  return runs
}

/** A legal status that the law allows for so many days, however many episodes they are. */
const longest = (
  days: number,
  {
    status,
    called,
    ...declared
  }: Pick<Rule<Ssda903>, 'code' | 'message' | 'fields'> & { readonly status: string; readonly called: string },
): Rule<Ssda903> =>
  judged({
    ...declared,
    inForce: { added: '2022-23' },
    reading: `Episodes of ${status} that each begin on the day on which the one before ended count as one, and all of them are marked. One without an end is counted to the end of the year. Exactly ${days} days pass.`,
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: status, DECOM: '02/05/2025', DEC: '05/05/2025' }] },
      fails: {
        Episodes: [
          { CHILD: 'A1', LS: status, DECOM: '02/05/2025', DEC: '04/05/2025' },
          { CHILD: 'A1', LS: status, DECOM: '04/05/2025', DEC: '28/05/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const episodes of datedEpisodes(given))
        for (const run of unbroken(episodes.filter(({ LS }) => LS === status))) {
          const [first, last] = [run[0], run.at(-1)]
          if (first === undefined || last === undefined) continue
          const lasted = daysBetween(first.DECOM, endOf(last, given.collection))
          if (lasted > days)
            fail(
              `${called} lasted ${lasted} days from ${inWords(first.DECOM)}, longer than ${days}.`,
              ...run.map(episode => at(given.Episodes, episode, 'LS', 'DECOM', 'DEC')),
            )
        }
    },
  })

/** The days of an episode that lie in the collection. */
const daysWithin = ({ start, end }: Collection, { DECOM, DEC }: Episode): number => {
  if (DECOM === null) return 0
  const until = DEC === null || DEC > end ? end : DEC
  return Math.max(0, daysBetween(DECOM < start ? start : DECOM, until))
}

/** Rules about legal statuses: how long they may last, and where a child may live under them. */
export const legalStatusRules: readonly Rule<Ssda903>[] = [
  longest(3, {
    code: '361',
    message: 'Police protection legal status lasted longer than maximum 72 hours allowed in the Children Act 1989.',
    fields: ['DECOM', 'LS', 'DEC'],
    status: 'L1',
    called: 'Police protection',
  }),
  longest(21, {
    code: '362',
    message: 'Emergency protection order (EPO) lasted longer than 21 days',
    fields: ['DECOM', 'LS', 'DEC'],
    status: 'L2',
    called: 'An emergency protection order',
  }),
  longest(7, {
    code: '363',
    message: 'Child assessment order (CAO) lasted longer than 7 days allowed in the Children Act 1989.',
    fields: ['LS', 'DECOM', 'DEC'],
    status: 'L3',
    called: 'A child assessment order',
  }),
  longest(21, {
    code: '364',
    message:
      'Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely limits the time a child can be detained in custody in Local Authority (LA) accommodation.',
    fields: ['LS', 'DECOM', 'DEC'],
    status: 'J2',
    called: 'Detention under the Police and Criminal Evidence Act',
  }),
  eachRow('Episodes', {
    code: '365',
    message: 'Any individual short- term respite placement must not exceed 17 days.',
    fields: ['LS', 'DECOM', 'DEC'],
    inForce: { added: '2022-23' },
    reading:
      'Only V3 is judged, where every break is an episode of its own. Exactly 17 days pass; a break without an end is counted to the end of the year.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3', DECOM: '01/05/2025', DEC: '18/05/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', DECOM: '01/05/2025', DEC: '19/05/2025' }] },
    },
    fails: (row, { collection }) => {
      if (row.LS !== eachShortBreak || row.DECOM === null) return undefined
      const lasted = daysBetween(row.DECOM, endOf(row, collection))
      return lasted > 17 && `The short break lasted ${lasted} days from ${inWords(row.DECOM)}, longer than 17.`
    },
  }),
  eachRow('Episodes', {
    code: '366',
    message: 'A child cannot change placement during the course of an individual short-term respite break.',
    fields: ['RNE'],
    inForce: { added: '2022-23' },
    reading: 'An episode of V3 that begins for any reason but S fails, and so does one without a reason.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3', RNE: 'S' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', RNE: 'P' }] },
    },
    fails: ({ LS, RNE }) =>
      LS === eachShortBreak &&
      RNE !== 'S' &&
      `Every short break begins with the reason S, and the reason for this episode is ${RNE ?? 'missing'}.`,
  }),
  judged({
    code: '367',
    message: 'The maximum amount of respite care allowable is 75 days in any 12-month period.',
    fields: ['LS', 'DECOM', 'DEC'],
    inForce: { added: '2022-23' },
    reading: 'The 12 months are those of the collection, and only V3 is counted. Exactly 75 days pass.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3', DECOM: '01/05/2025', DEC: '15/07/2025' }] },
      fails: {
        Episodes: [
          { CHILD: 'A1', LS: 'V3', DECOM: '01/05/2025', DEC: '15/07/2025' },
          { CHILD: 'A1', LS: 'V3', DECOM: '01/09/2025', DEC: '02/09/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const episodes of groupsOf(given.Episodes, 'CHILD')) {
        const breaks = episodes.filter(
          episode => episode.LS === eachShortBreak && daysWithin(given.collection, episode) > 0,
        )
        const days = breaks.reduce((sum, episode) => sum + daysWithin(given.collection, episode), 0)
        if (days > 75)
          fail(
            `The short breaks of the child came to ${days} days in the year, more than 75.`,
            ...breaks.map(episode => at(given.Episodes, episode, 'LS', 'DECOM', 'DEC')),
          )
      }
    },
  }),
  eachRow('Episodes', {
    code: '378',
    message:
      'A child who is placed with parent(s) cannot be looked after under a single period of accommodation under Section 20 of the Children Act 1989.',
    fields: ['PLACE', 'LS'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', LS: 'C2' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', LS: 'V2' }] },
    },
    fails: ({ PLACE, LS }) =>
      PLACE === 'P1' &&
      LS === 'V2' &&
      'The child is placed with parents (P1), and is accommodated under section 20 (V2).',
  }),
]
