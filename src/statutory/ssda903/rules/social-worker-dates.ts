import { addDays, addYears, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, unreadableIn } from '../../table.ts'
import { episodesOf, isOpenOn, shortBreaks } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { isOneOf } from '../looked-after-children.ts'
import type { Ssda903 } from '../tables.ts'

type SocialWorkerRow = Ssda903['SWEpisodes']['rows'][number]
type Started = SocialWorkerRow & { readonly SW_DECOM: string }

/** The child's first social worker of all: no other was there before. */
const firstContact = 'FCONTA'

const inText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const never = '9999-12-31'

/** By the day they began and then ended; those without a start last. */
const inOrder = (rows: readonly SocialWorkerRow[]): readonly SocialWorkerRow[] =>
  rows.toSorted(
    (one, other) =>
      inText(one.SW_DECOM ?? never, other.SW_DECOM ?? never) || inText(one.SW_DEC ?? never, other.SW_DEC ?? never),
  )

const isStarted = (row: SocialWorkerRow): row is Started => row.SW_DECOM !== null

/** The social worker episodes of each child, in order. */
const byChild = ({ SWEpisodes }: Ssda903): readonly (readonly SocialWorkerRow[])[] =>
  groupsOf(SWEpisodes, 'CHILD').map(inOrder)

const isEndBlank = ({ SWEpisodes }: Ssda903, row: SocialWorkerRow): boolean =>
  row.SW_DEC === null && unreadableIn(SWEpisodes, row, 'SW_DEC') === undefined

const isLookedAfterAtEnd = (given: Ssda903, child: string | null): boolean =>
  episodesOf(given, child).some(episode => isOpenOn(episode, given.collection.end) && !isOneOf(episode.LS, shortBreaks))

/** Whether Episodes say of a child that the looking-after was over by the end of the collection. */
const hasLeftCare = (given: Ssda903, child: string | null): boolean =>
  episodesOf(given, child).length > 0 && !isLookedAfterAtEnd(given, child)

const first = { CHILD: 'A1', SW_DECOM: '12/03/2025', SW_DEC: '20/06/2025' }
const second = { CHILD: 'A1', SW_DECOM: '20/06/2025' }

/** The rules about when each social worker had a child. */
export const socialWorkerDateRules: readonly Rule<Ssda903>[] = [
  eachRow('SWEpisodes', {
    code: 'SW06STG2',
    message: 'Social worker episode data should be within the social worker data reporting year.',
    fields: ['SW_DECOM'],
    inForce: { added: '2023-24' },
    examples: {
      passes: { SWEpisodes: [first, { CHILD: 'B2', SW_DECOM: '31/03/2026' }] },
      fails: { SWEpisodes: [{ CHILD: 'A1', SW_DECOM: '01/04/2026' }] },
    },
    fails: ({ SW_DECOM }, { collection: { end } }) =>
      SW_DECOM !== null &&
      SW_DECOM > end &&
      `The social worker episode began on ${inWords(SW_DECOM)}, after the collection ended on ${inWords(end)}.`,
  }),
  eachRow('SWEpisodes', {
    code: 'SW07STG2',
    message:
      'Social worker episode end date should be on or after the start of the social worker reporting period, and should be on or before the collection end date.',
    fields: ['SW_DEC'],
    inForce: { added: '2023-24', changed: '2024-25' },
    reading: 'The reporting period is the collection year and, since 2024-25, the year before it.',
    examples: {
      passes: { SWEpisodes: [first, second] },
      fails: { SWEpisodes: [{ ...first, SW_DEC: '01/04/2026' }] },
    },
    fails: ({ SW_DEC }, { collection: { start, end } }) => {
      if (SW_DEC === null) return false
      // Since 2024-25 the year before the collection is within the period too.
      const from = addYears(start, -1)
      return (
        (SW_DEC < from || SW_DEC > end) &&
        `The social worker episode ended on ${inWords(SW_DEC)}, outside the period of ${inWords(from)} to ${inWords(end)}.`
      )
    },
  }),
  judged({
    code: 'SW08STG2',
    message: 'A new social worker episode has started, but the previous episode has not ended.',
    fields: ['SW_DEC'],
    inForce: { added: '2023-24' },
    judges: ['SWEpisodes'],
    examples: {
      passes: { SWEpisodes: [first, second] },
      fails: { SWEpisodes: [{ CHILD: 'A1', SW_DECOM: '12/03/2025' }, second] },
    },
    judge: (given, fail) => {
      for (const rows of byChild(given)) {
        const started = rows.filter(isStarted)
        for (const [index, row] of started.entries()) {
          const next = started[index + 1]
          if (next === undefined || !isEndBlank(given, row)) continue
          fail(
            `The social worker episode that began on ${inWords(row.SW_DECOM)} has no end, but another began on ${inWords(next.SW_DECOM)}.`,
            at(given.SWEpisodes, row, 'SW_DEC'),
          )
        }
      }
    },
  }),
  eachRow('SWEpisodes', {
    code: 'SW09STG2',
    message: 'Social worker episode appears to have lasted for less than 24 hours.',
    fields: ['SW_DECOM', 'SW_DEC'],
    inForce: { added: '2023-24' },
    reading: 'Fails where the end is on the day of the start, or before it.',
    examples: {
      passes: { SWEpisodes: [first] },
      fails: { SWEpisodes: [{ CHILD: 'A1', SW_DECOM: '12/06/2025', SW_DEC: '12/06/2025' }] },
    },
    fails: ({ SW_DECOM, SW_DEC }) => {
      if (SW_DECOM === null || SW_DEC === null || SW_DEC > SW_DECOM) return false
      return SW_DEC === SW_DECOM
        ? `The social worker episode began and ended on ${inWords(SW_DEC)}.`
        : `The social worker episode ended on ${inWords(SW_DEC)}, before it began on ${inWords(SW_DECOM)}.`
    },
  }),
  judged({
    code: 'SW10STG2',
    message: 'A new social worker episode has started before the end date of the previous social worker episode.',
    fields: ['SW_DECOM'],
    inForce: { added: '2023-24', changed: '2024-25' },
    reading:
      'We mark every episode that began before an earlier one of the same child had ended, except a first contact (FCONTA). A worked example we know of leaves two such unmarked and marks one that began ten days after; we follow the message.',
    judges: ['SWEpisodes'],
    examples: {
      passes: { SWEpisodes: [first, second] },
      fails: { SWEpisodes: [first, { CHILD: 'A1', SW_DECOM: '19/06/2025' }] },
    },
    judge: (given, fail) => {
      for (const rows of byChild(given)) {
        let coveredTo: string | null = null
        for (const row of rows.filter(isStarted)) {
          if (coveredTo !== null && row.SW_DECOM < coveredTo && row.SW_REASON !== firstContact)
            fail(
              `The social worker episode began on ${inWords(row.SW_DECOM)}, before the previous one ended on ${inWords(coveredTo)}.`,
              at(given.SWEpisodes, row, 'SW_DECOM'),
            )
          if (row.SW_DEC !== null && (coveredTo === null || row.SW_DEC > coveredTo)) coveredTo = row.SW_DEC
        }
      }
    },
  }),
  judged({
    code: 'SW11bSTG2',
    message:
      'Social worker episode has ended before 31 March and no subsequent social worker episode has been provided.',
    fields: ['SW_DEC'],
    inForce: { added: '2023-24' },
    reading:
      'Only ends in the five days before 31 March are looked at, and not of a child who had left care by then. An end on 31 March passes.',
    judges: ['SWEpisodes'],
    examples: {
      passes: {
        SWEpisodes: [
          { ...first, SW_DEC: '28/03/2026' },
          { CHILD: 'A1', SW_DECOM: '28/03/2026' },
        ],
      },
      fails: { SWEpisodes: [{ ...first, SW_DEC: '28/03/2026' }] },
    },
    judge: (given, fail) => {
      const { end } = given.collection
      // An end in the last five days of the year. An earlier one leaves no social worker at the year's end, another rule's matter.
      const from = addDays(end, -5)
      for (const rows of byChild(given)) {
        const last = rows.at(-1)
        if (last === undefined || rows.some(row => isStarted(row) && row.SW_DEC === null)) continue
        const ended = rows.reduce((latest, { SW_DEC }) => (SW_DEC !== null && SW_DEC > latest ? SW_DEC : latest), '')
        if (ended < from || ended >= end || hasLeftCare(given, last.CHILD)) continue
        fail(
          `The last social worker episode ended on ${inWords(ended)}, and none follows it to ${inWords(end)}.`,
          at(given.SWEpisodes, last, 'SW_DEC'),
        )
      }
    },
  }),
  judged({
    code: 'SW12STG2',
    message:
      'If a child is looked after on 31 March then all social worker episodes for the full previous year should be reported, even those whilst they were not looked after',
    fields: ['SW_DECOM'],
    inForce: { added: '2023-24', changed: '2024-25' },
    reading:
      'The first episode of a child looked after on 31 March must have begun by 1 April before, unless its reason is a first contact (FCONTA).',
    judges: ['SWEpisodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025' }], SWEpisodes: [first, second] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025' }], SWEpisodes: [second] },
    },
    judge: (given, fail) => {
      const { start, end } = given.collection
      for (const rows of byChild(given)) {
        const earliest = rows.find(isStarted)
        if (earliest === undefined || earliest.SW_DECOM <= start || earliest.SW_REASON === firstContact) continue
        if (!isLookedAfterAtEnd(given, earliest.CHILD)) continue
        fail(
          `The child was looked after on ${inWords(end)}, but the first social worker episode began only on ${inWords(earliest.SW_DECOM)}, after ${inWords(start)}.`,
          at(given.SWEpisodes, earliest, 'SW_DECOM'),
        )
      }
    },
  }),
  judged({
    code: 'SW17STG2',
    message: 'There is no social worker episode open at 31 March',
    fields: ['SW_DEC', 'SW_DECOM'],
    inForce: { added: '2025-26' },
    reading:
      'An episode that ended on 31 March is not open on it. A child whose episodes say that care was over by then passes.',
    judges: ['SWEpisodes'],
    examples: {
      passes: { SWEpisodes: [first, second] },
      fails: { SWEpisodes: [first, { CHILD: 'B2', SW_DECOM: '12/03/2025', SW_DEC: '31/03/2026' }] },
    },
    judge: (given, fail) => {
      const { end } = given.collection
      const mayBeOpen = (row: SocialWorkerRow): boolean => {
        const hasBegun =
          row.SW_DECOM === null ? unreadableIn(given.SWEpisodes, row, 'SW_DECOM') !== undefined : row.SW_DECOM <= end
        return hasBegun && (row.SW_DEC === null || row.SW_DEC > end)
      }
      for (const rows of byChild(given)) {
        const child = rows[0]?.CHILD ?? null
        if (rows.some(mayBeOpen) || hasLeftCare(given, child)) continue
        fail(
          `No social worker had the child on ${inWords(end)}.`,
          ...rows.map(row => at(given.SWEpisodes, row, 'SW_DEC', 'SW_DECOM')),
        )
      }
    },
  }),
]
