import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import type { Row } from '../../table.ts'
import { eachRow, isYes, judged } from '../census.ts'
import { judgeBeforeReferral, judgeSeveralOpen, missing, outsideYear, timeIsUp } from '../date-faults.ts'
import type { CinCensus, cinTables } from '../tables.ts'
import { episodesIn } from '../ties.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const episode = { LAchildID: 'A1', CINdetailsID: '1' }

/** Whether an enquiry waits for a conference: none was held, and none was found unnecessary. */
const awaitsConference = ({ DateOfInitialCPC, ICPCnotRequired }: Row<(typeof cinTables)['Section47']>): boolean =>
  DateOfInitialCPC === null && !isYes(ICPCnotRequired)

/** The rules of enquiries under section 47 of the Children Act 1989. */
export const section47Rules: readonly Rule<CinCensus>[] = [
  judged({
    code: '2889',
    message: 'The S47 start date cannot be before the referral date.',
    fields: ['S47ActualStartDate', 'CINreferralDate'],
    inForce: { added: '2022-23' },
    judges: ['Section47', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Section47: [{ ...episode, S47ActualStartDate: '2025-06-02' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Section47: [{ ...episode, S47ActualStartDate: '2025-05-30' }],
      },
    },
    judge: (census, fail) =>
      judgeBeforeReferral(census, fail, census.Section47, 'S47ActualStartDate', 'The section 47 enquiry began'),
  }),
  eachRow('Section47', {
    code: '8615',
    message:
      'Section 47 Enquiry Start Date must be present and cannot be later than the date of the initial Child Protection Conference',
    fields: ['S47ActualStartDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Section47: [{ S47ActualStartDate: '2025-06-02', DateOfInitialCPC: '2025-06-20' }] },
      fails: { Section47: [{ S47ActualStartDate: '2025-06-02', DateOfInitialCPC: '2025-05-20' }] },
    },
    fails: (row, { Section47 }) => {
      const { S47ActualStartDate: start, DateOfInitialCPC: conference } = row
      if (start === null)
        return missing('The section 47 enquiry', 'start date', unreadableIn(Section47, row, 'S47ActualStartDate'))
      return (
        conference !== null &&
        conference < start &&
        `The section 47 enquiry began on ${inWords(start)}, after its initial conference of ${inWords(conference)}.`
      )
    },
  }),
  eachRow('Section47', {
    code: '8675Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: S47 Enquiry started more than 15 working days before the end of the census year. However, there is no date of Initial Child Protection Conference.',
    fields: ['DateOfInitialCPC', 'S47ActualStartDate', 'ICPCnotRequired'],
    inForce: { added: '2022-23' },
    reading:
      'The message says more than 15 working days; an enquiry from whose start exactly 15 had passed fails too. Where it is not said whether a conference is required, one is.',
    examples: {
      passes: {
        Header: header,
        Section47: [
          { S47ActualStartDate: '2026-03-16', ICPCnotRequired: '0' },
          { S47ActualStartDate: '2025-11-03', ICPCnotRequired: '1' },
        ],
      },
      fails: { Header: header, Section47: [{ S47ActualStartDate: '2026-02-02', ICPCnotRequired: '0' }] },
    },
    fails: (row, census) => {
      const why = timeIsUp('The section 47 enquiry has no initial conference, and', row.S47ActualStartDate, 15, census)
      return awaitsConference(row) && why
    },
  }),
  eachRow('Section47', {
    code: '8740',
    message:
      'For a Section 47 Enquiry that has not held the Initial Child Protection Conference by the end of the census year, the start date must fall within the census year',
    fields: ['S47ActualStartDate', 'DateOfInitialCPC', 'ICPCnotRequired'],
    inForce: { added: '2022-23' },
    reading:
      'An enquiry without a start date is left to other rules. Where it is not said whether a conference is required, one is.',
    examples: {
      passes: { Header: header, Section47: [{ S47ActualStartDate: '2025-04-01', ICPCnotRequired: '0' }] },
      fails: { Header: header, Section47: [{ S47ActualStartDate: '2025-03-03', ICPCnotRequired: '0' }] },
    },
    fails: (row, census) => {
      const what = 'The section 47 enquiry has no initial conference, and began'
      const why = outsideYear(what, row.S47ActualStartDate, census)
      return awaitsConference(row) && why
    },
  }),
  judged({
    code: '8839',
    message: 'Within one CINDetails group there are 2 or more open S47 Assessments',
    fields: ['DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading: 'Open means that no conference was held and none is said not to be required.',
    judges: ['Section47'],
    examples: {
      passes: {
        Section47: [
          { ...episode, S47ActualStartDate: '2025-06-02', ICPCnotRequired: '1' },
          { ...episode, S47ActualStartDate: '2025-09-01', ICPCnotRequired: '0' },
        ],
      },
      fails: {
        Section47: [
          { ...episode, S47ActualStartDate: '2025-06-02', ICPCnotRequired: '0' },
          { ...episode, S47ActualStartDate: '2025-09-01', ICPCnotRequired: '0' },
        ],
      },
    },
    judge: ({ Section47 }, fail) =>
      judgeSeveralOpen(fail, Section47, episodesIn(Section47), awaitsConference, {
        column: 'DateOfInitialCPC',
        why: count => `This episode of need has ${count} section 47 enquiries that wait for their initial conference.`,
      }),
  }),
]
