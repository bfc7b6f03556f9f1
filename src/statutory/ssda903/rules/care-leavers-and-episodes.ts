import { birthday, daysBetween, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import {
  bornOn,
  careLeaverItems,
  comingOfAge,
  episodesInYear,
  episodesLastYear,
  isInCareOn,
  isOfCare,
  isReportedOn,
} from '../care-leavers.ts'
import { episodesOf, inOrder } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const fullyReported = { IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1' }

/** The episodes of both years. One that is in both counts once: as it ended, where one of the two says that it did. */
const episodesOfBothYears = (given: Ssda903, child: string | null): readonly Episode[] => {
  const byStart = new Map<string | null, Episode>()
  for (const episode of [...episodesOf(given, child), ...episodesLastYear(given, child)]) {
    const known = byStart.get(episode.DECOM)
    if (known === undefined || (known.DEC === null && episode.DEC !== null)) byStart.set(episode.DECOM, episode)
  }
  return inOrder([...byStart.values()])
}

/** The episode that began last: one without a start only where none has a start. */
const finalOf = (episodes: readonly Episode[]): Episode | undefined =>
  episodes.findLast(({ DECOM }) => DECOM !== null) ?? episodes.at(-1)

/** The last episode of this year, or of last year where there is none in this. */
const finalEpisodeOf = (given: Ssda903, child: string | null): Episode | undefined =>
  finalOf(episodesOf(given, child)) ?? finalOf(episodesLastYear(given, child))

/** Days in care from one day to another; a day that is in two episodes counts once. */
const daysInCare = (episodes: readonly Episode[], { from, to }: { from: CivilDate; to: CivilDate }): number => {
  let days = 0
  let counted = from
  for (const { DECOM, DEC } of episodes) {
    if (DECOM === null) continue
    const began = DECOM > counted ? DECOM : counted
    const ended = DEC ?? to
    if (ended <= began) continue
    days += daysBetween(began, ended)
    counted = ended
  }
  return days
}

// The Care Leavers (England) Regulations 2010, regulation 3, and Schedule 2 to the Children Act 1989, paragraph 19B: at
// least 13 weeks in care since the 14th birthday, some of them after the 16th; short breaks do not count.
const leastDays = 13 * 7

const isAdoption = ({ REC }: Episode): boolean => REC === 'E11' || REC === 'E12'

/** Why the episodes do not make a young person relevant or former relevant, or nothing where they do. */
const whyNotRelevant = (all: readonly Episode[], born: CivilDate | null, to: CivilDate): string | undefined => {
  const episodes = all.filter(isOfCare)
  const last = episodes.at(-1)
  if (last === undefined) return 'There is no episode of care of this young person in this year or last year.'
  if (isAdoption(last)) return 'The last episode of care ended in adoption.'
  if (born === null) return undefined
  const days = daysInCare(episodes, { from: birthday(born, 14), to })
  const sixteenth = birthday(born, 16)
  if (days < leastDays)
    return `The episodes of this year and last year make ${days} days in care since the 14th birthday, fewer than 13 weeks.`
  if (daysInCare(episodes, { from: sixteenth, to }) > 0) return undefined
  return `No episode of this year or last year goes beyond the 16th birthday, ${inWords(sixteenth)}.`
}

/** Rules on what is reported of care leavers beside the episodes of their care. */
export const careLeaverEpisodeRules: readonly Rule<Ssda903>[] = [
  eachRow('OC3', {
    code: '1000',
    message:
      'This child is recorded as having died in care and therefore should not have the care leaver information completed.',
    fields: careLeaverItems,
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: 'A death in this year’s return or in last year’s counts.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', DEC: '09/09/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', DEC: '09/09/2025', REC: 'E2' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
    },
    fails: (row, given) => {
      if (!isReportedOn(row)) return undefined
      const all = [...episodesOf(given, row.CHILD), ...episodesLastYear(given, row.CHILD)]
      const death = all.find(({ REC }) => REC === 'E2')
      if (death === undefined) return undefined
      return `The child died in care${death.DEC === null ? '' : ` on ${inWords(death.DEC)}`}, yet is reported on as a care leaver.`
    },
  }),
  eachRow('OC3', {
    code: '1001',
    message:
      'The episodes recorded for this young person suggest they are not a relevant or a former relevant child and therefore should not have care leaver information completed.',
    fields: careLeaverItems,
    needs: ['Episodes', 'Episodes_last'],
    inForce: { added: '2022-23' },
    reading:
      'At least 13 weeks in care since the 14th birthday, some of them after the 16th, by the episodes of this year and last year; short breaks do not count. An adoption as the last episode fails.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', DOB: '10/10/2008' }],
        Episodes: [{ CHILD: 'A1', DECOM: '01/02/2025', LS: 'C2', DEC: '01/06/2025', REC: 'E8' }],
        Episodes_last: [],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: {
        Header: [{ CHILD: 'A1', DOB: '10/10/2008' }],
        Episodes: [{ CHILD: 'A1', DECOM: '01/04/2025', LS: 'C2', DEC: '01/06/2025', REC: 'E8' }],
        Episodes_last: [],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
    },
    fails: (row, given) =>
      whyNotRelevant(episodesOfBothYears(given, row.CHILD), bornOn(given, row), given.collection.end),
  }),
  eachRow('OC3', {
    code: '1002',
    message: 'This child has no previous episodes of care, therefore should not have care leaver information recorded.',
    fields: careLeaverItems,
    needs: ['Episodes', 'Episodes_last'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Episodes: [],
        Episodes_last: [{ CHILD: 'A1', DECOM: '01/02/2023', DEC: '01/06/2024', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: { Episodes: [], Episodes_last: [], OC3: [{ CHILD: 'A1', ...fullyReported }] },
    },
    fails: (row, given) =>
      isReportedOn(row) &&
      finalEpisodeOf(given, row.CHILD) === undefined &&
      'The young person is reported on as a care leaver, yet has no episode of care in this year or last year.',
  }),
  eachRow('OC3', {
    code: '1007',
    message:
      'Care leaver information is not required for 17- or 18-year olds who are still looked after [on their 17th or 18th birthday.]',
    fields: careLeaverItems,
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading:
      'It is asked of those who are 17 or 18 at the end of the year and were in care on that birthday. They still are where the last episode has no end, no reason for one, or X1.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', LS: 'C2', DEC: '09/09/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', DOB: '20/10/2008', ...fullyReported }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', LS: 'C2' }],
        OC3: [{ CHILD: 'A1', DOB: '20/10/2008', ...fullyReported }],
      },
    },
    fails: (row, given) => {
      const day = isReportedOn(row) ? comingOfAge(row, given.collection) : undefined
      if (day === undefined) return undefined
      const episodes = episodesOf(given, row.CHILD).filter(isOfCare)
      const last = episodes.at(-1)
      if (last === undefined || (last.REC !== null && last.REC !== 'X1' && last.DEC !== null)) return undefined
      const hadBegun = last.DECOM === null || last.DECOM <= day
      return (
        (hadBegun || isInCareOn(episodes, day)) &&
        `The young person was in care on the birthday, ${inWords(day)}, and still is, yet is reported on as a care leaver.`
      )
    },
  }),
  eachRow('OC3', {
    code: '1010',
    message:
      'This child has no episodes loaded for current year even though there was an open episode of care at the end of the previous year, and care leaver data has been entered.',
    fields: careLeaverItems,
    needs: ['Episodes', 'Episodes_last'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Episodes: [],
        Episodes_last: [{ CHILD: 'A1', DECOM: '02/03/2023', DEC: '09/09/2024', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: {
        Episodes: [],
        Episodes_last: [{ CHILD: 'A1', DECOM: '02/03/2023' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
    },
    fails: (row, given) => {
      if (!isReportedOn(row) || episodesOf(given, row.CHILD).length > 0) return undefined
      const last = finalOf(episodesLastYear(given, row.CHILD))
      if (last?.DEC !== null) return undefined
      return 'The young person had an open episode of care as last year ended, yet has none in this year and is reported on as a care leaver.'
    },
  }),
  eachRow('OC3', {
    code: '1011',
    message:
      'This child is recorded as having his/her care transferred to another local authority for the final episode and therefore should not have the care leaver information completed.',
    fields: careLeaverItems,
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: 'The last episode of this year counts; of last year where there is none in this.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', DEC: '09/09/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', DEC: '09/09/2025', REC: 'E3' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
    },
    fails: (row, given) =>
      isReportedOn(row) &&
      finalEpisodeOf(given, row.CHILD)?.REC === 'E3' &&
      'The last episode ended as another authority took over the care, yet the young person is reported on as a care leaver here.',
  }),
  judged({
    code: '1014',
    message: 'UASC information is not required for care leavers',
    fields: ['ACTIV', 'ACCOM', 'IN_TOUCH', 'DUC'],
    judges: ['UASC', 'OC3'],
    needs: ['Episodes', 'UASC', 'OC3'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2024', DEC: '09/09/2025', REC: 'E8' }],
        UASC: [{ CHILD: 'A1', DUC: '09/09/2025' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2024', DEC: '09/09/2024', REC: 'E8' }],
        UASC: [{ CHILD: 'A1', DUC: '09/09/2024' }],
        OC3: [{ CHILD: 'A1', ...fullyReported }],
      },
    },
    judge: (given, fail) => {
      const careLeavers = rowsBy(given.OC3, 'CHILD')
      for (const row of given.UASC.rows) {
        const leavers = careLeavers(row.CHILD).filter(isReportedOn)
        if (leavers.length === 0 || episodesInYear(given, row.CHILD).length > 0) continue
        fail(
          'The care leaver was not looked after in the year, yet is also reported as an unaccompanied child seeking asylum.',
          at(given.UASC, row, 'DUC'),
          ...leavers.map(leaver => at(given.OC3, leaver, ...careLeaverItems)),
        )
      }
    },
  }),
  eachRow('OC3', {
    code: '1016',
    message:
      'Care leaver information is not required for 17- or 18-year olds who cease to be looked after, after their birthday.',
    fields: careLeaverItems,
    needs: ['Episodes'],
    inForce: { added: '2023-24' },
    reading:
      'It is asked of those who are 17 or 18 at the end of the year, were in care on that birthday, and left on or after it.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', LS: 'C2', DEC: '19/10/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', DOB: '20/10/2008', ...fullyReported }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '02/03/2023', LS: 'C2', DEC: '20/10/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', DOB: '20/10/2008', ...fullyReported }],
      },
    },
    fails: (row, given) => {
      const day = isReportedOn(row) ? comingOfAge(row, given.collection) : undefined
      if (day === undefined) return undefined
      const episodes = episodesOf(given, row.CHILD).filter(isOfCare)
      const end = episodes.find(({ DEC, REC }) => DEC !== null && DEC >= day && REC !== 'X1')?.DEC
      if (end === undefined || end === null || !isInCareOn(episodes, day)) return undefined
      return `The young person ceased to be looked after on ${inWords(end)}, not before the birthday of ${inWords(day)}, yet is reported on as a care leaver.`
    },
  }),
]
