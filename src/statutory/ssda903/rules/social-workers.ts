import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { eachRow } from '../looked-after.ts'
import { whyUnreadable } from '../open-periods.ts'
import type { Ssda903 } from '../tables.ts'

/** Why a child came to a social worker (SW_REASON). */
const reasons: ReadonlySet<string> = new Set(
  'MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS'.split(' '),
)

type SocialWorkerRow = Ssda903['SWEpisodes']['rows'][number]

const began = ({ SW_DECOM }: SocialWorkerRow): string =>
  SW_DECOM === null ? 'The social worker episode' : `The social worker episode that began on ${inWords(SW_DECOM)}`

const listed = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ')

const whyIncomplete = (row: SocialWorkerRow, missing: readonly (string | false)[]): string | false => {
  const named = missing.filter(each => each !== false)
  return named.length > 0 && `${began(row)} is without ${listed(named)}.`
}

const episode = { CHILD: 'A1', SW_ID: 'SW12345', SW_DECOM: '12/06/2025', SW_REASON: 'MANAGE' }
const earlier = { CHILD: 'A1', SW_ID: 'SW12345', SW_DECOM: '12/06/2024' }

const readableDate = (code: string, column: 'SW_DECOM' | 'SW_DEC', what: string, message: string): Rule<Ssda903> =>
  eachRow('SWEpisodes', {
    code,
    message,
    fields: [column],
    inForce: { added: '2023-24' },
    examples: {
      passes: { SWEpisodes: [episode] },
      fails: { SWEpisodes: [{ ...episode, [column]: '31/06/2025' }] },
    },
    fails: (row, { SWEpisodes }) => whyUnreadable(SWEpisodes, row, column, what),
  })

/** The rules about what is said of each social worker. */
export const socialWorkerRules: readonly Rule<Ssda903>[] = [
  // The reason was asked of episodes that begin within the year; one carried over from before it need say only who and when.
  eachRow('SWEpisodes', {
    code: 'SW01aSTG1',
    message: 'For each social worker episode, information should be complete',
    fields: ['SW_DECOM', 'SW_ID'],
    inForce: { added: '2024-25' },
    reading: 'Judged for episodes that began before the collection year, and for those without a start.',
    examples: {
      passes: { SWEpisodes: [earlier] },
      fails: { SWEpisodes: [{ CHILD: 'A1', SW_DECOM: '12/06/2024' }] },
    },
    fails: (row, { SWEpisodes, collection }) => {
      if (row.SW_DECOM !== null && row.SW_DECOM >= collection.start) return false
      const isStartBlank = row.SW_DECOM === null && unreadableIn(SWEpisodes, row, 'SW_DECOM') === undefined
      return whyIncomplete(row, [isStartBlank && 'a start', row.SW_ID === null && 'a social worker'])
    },
  }),
  eachRow('SWEpisodes', {
    code: 'SW01bSTG1',
    message: 'For each social worker episode, information should be complete',
    fields: ['SW_DECOM', 'SW_ID', 'SW_REASON'],
    inForce: { added: '2024-25' },
    reading: 'Judged for episodes that began in the collection year or later; of them a reason is asked too.',
    examples: {
      passes: { SWEpisodes: [episode, earlier] },
      fails: { SWEpisodes: [{ CHILD: 'A1', SW_ID: 'SW12345', SW_DECOM: '12/06/2025' }] },
    },
    fails: (row, { collection }) =>
      row.SW_DECOM !== null &&
      row.SW_DECOM >= collection.start &&
      whyIncomplete(row, [row.SW_ID === null && 'a social worker', row.SW_REASON === null && 'a reason']),
  }),
  eachRow('SWEpisodes', {
    code: 'SW02STG1',
    message: 'Social worker ID does not begin with the characters ‘SW’ or ‘XX’.',
    fields: ['SW_ID'],
    inForce: { added: '2023-24' },
    reading: 'The letters must be capitals.',
    examples: {
      passes: { SWEpisodes: [episode, { ...episode, SW_ID: 'XX1' }] },
      fails: { SWEpisodes: [{ ...episode, SW_ID: '12345' }] },
    },
    fails: ({ SW_ID }) =>
      SW_ID !== null &&
      !/^(SW|XX)/.test(SW_ID) &&
      `The social worker is given as ${SW_ID}, without SW or XX before it.`,
  }),
  readableDate(
    'SW04STG1',
    'SW_DECOM',
    'The start of the social worker episode',
    'Date social worker episode began is not a valid date..',
  ),
  readableDate(
    'SW05STG1',
    'SW_DEC',
    'The end of the social worker episode',
    'Date social worker episode began is not a valid date.',
  ),
  eachRow('SWEpisodes', {
    code: 'SW13STG1',
    message: 'The reason for social worker change is not valid.',
    fields: ['SW_REASON'],
    inForce: { added: '2023-24', changed: '2024-25' },
    examples: {
      passes: { SWEpisodes: [episode, earlier] },
      fails: { SWEpisodes: [{ ...episode, SW_REASON: 'MOVED' }] },
    },
    fails: ({ SW_REASON }) =>
      SW_REASON !== null &&
      !reasons.has(SW_REASON) &&
      `The reason for the change of social worker is given as ${SW_REASON}, which is no such code.`,
  }),
]
