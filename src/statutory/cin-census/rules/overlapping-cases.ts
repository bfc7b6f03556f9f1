import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy } from '../../table.ts'
import type { Row } from '../../table.ts'
import { censusYearOf, eachRow, isNo, isYes, judged } from '../census.ts'
import type { CinCensus, cinTables } from '../tables.ts'

type Case = Row<(typeof cinTables)['CINdetails']>

/** Whether a case is open: its referral led to further action, and it has not closed. */
const isOpen = ({ CINclosureDate, ReferralNFA }: Case): boolean => CINclosureDate === null && isNo(ReferralNFA)

/** When something began, and on which day it ended; null where it goes on. */
interface Course {
  readonly from: string
  readonly until: string | null
}

/** Whether something begins while another goes on. Where one ends and the other begins on one day they only meet. */
const beginsDuring = (from: string, other: Course, lastDay: string): boolean =>
  from >= other.from && (other.until === null ? from <= lastDay : from < other.until)

const courseOfCase = ({ CINreferralDate, CINclosureDate, ReferralNFA }: Case): Course | undefined => {
  // A referral with no further action that bears no closure takes no time.
  if (CINreferralDate === null || (CINclosureDate === null && isYes(ReferralNFA))) return undefined
  return { from: CINreferralDate, until: CINclosureDate }
}

const courseOfEnquiry = ({
  S47ActualStartDate,
  DateOfInitialCPC,
  ICPCnotRequired,
}: Row<(typeof cinTables)['Section47']>): Course | undefined => {
  // An enquiry that needs no conference has ended, on a day that the census does not hold.
  if (S47ActualStartDate === null || (DateOfInitialCPC === null && isYes(ICPCnotRequired))) return undefined
  return { from: S47ActualStartDate, until: DateOfInitialCPC }
}

const until = (date: string | null): string => (date === null ? 'still goes on' : `ended on ${inWords(date)}`)

/** Rules about cases and enquiries of one child that run beside each other. */
export const overlappingCaseRules: readonly Rule<CinCensus>[] = [
  eachRow('Section47', {
    code: '2991Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: A Section 47 module is recorded and there is no assessment on the episode',
    fields: ['CINdetailsID'],
    inForce: { added: '2022-23' },
    reading: 'An assessment that is in the file counts, even where it has no dates. The enquiry is marked.',
    examples: {
      passes: {
        Section47: [{ LAchildID: 'A1', CINdetailsID: '1' }],
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '1' }],
      },
      fails: {
        Section47: [{ LAchildID: 'A1', CINdetailsID: '1' }],
        Assessments: [{ LAchildID: 'A1', CINdetailsID: '2' }],
      },
    },
    fails: ({ LAchildID, CINdetailsID, S47ActualStartDate }, { Assessments }) =>
      rowsBy(Assessments, 'LAchildID', 'CINdetailsID')(LAchildID, CINdetailsID).length === 0 &&
      `The case has a section 47 enquiry${S47ActualStartDate === null ? '' : ` of ${inWords(S47ActualStartDate)}`} and no assessment.`,
  }),
  judged({
    code: '8815',
    message:
      'More than one open CIN Details episode (a module with no CIN Closure Date) has been provided for this child and case is not a referral with no further action.',
    fields: ['ReferralNFA', 'CINclosureDate'],
    inForce: { added: '2022-23' },
    reading: 'Open cases are those without a closure date whose referral is marked as going on to further action.',
    judges: ['CINdetails'],
    examples: {
      passes: {
        CINdetails: [
          { LAchildID: 'A1', ReferralNFA: '0' },
          { LAchildID: 'A1', ReferralNFA: '1' },
        ],
      },
      fails: {
        CINdetails: [
          { LAchildID: 'A1', ReferralNFA: '0' },
          { LAchildID: 'A1', ReferralNFA: '0' },
        ],
      },
    },
    judge: ({ CINdetails }, fail) => {
      for (const rows of groupsOf(CINdetails, 'LAchildID')) {
        const open = rows.filter(isOpen)
        if (open.length > 1)
          fail(
            `The child has ${open.length} cases that are open.`,
            ...open.map(row => at(CINdetails, row, 'ReferralNFA', 'CINclosureDate')),
          )
      }
    },
  }),
  judged({
    code: '8816',
    message:
      'An open CIN episode is shown and case is not a referral with no further action, but it is not the latest episode.',
    fields: ['CINreferralDate', 'ReferralNFA'],
    inForce: { added: '2022-23' },
    reading:
      'An open case is one without a closure date whose referral is marked as going on to further action. It is compared with every other referral of the child, also with those that led to nothing.',
    judges: ['CINdetails'],
    examples: {
      passes: {
        CINdetails: [
          { LAchildID: 'A1', CINreferralDate: '2025-06-12', ReferralNFA: '0' },
          { LAchildID: 'A1', CINreferralDate: '2025-04-12', CINclosureDate: '2025-05-12', ReferralNFA: '0' },
        ],
      },
      fails: {
        CINdetails: [
          { LAchildID: 'A1', CINreferralDate: '2025-04-12', ReferralNFA: '0' },
          { LAchildID: 'A1', CINreferralDate: '2025-06-12', CINclosureDate: '2025-07-12', ReferralNFA: '0' },
        ],
      },
    },
    judge: ({ CINdetails }, fail) => {
      for (const rows of groupsOf(CINdetails, 'LAchildID')) {
        const latest = rows.reduce((last, { CINreferralDate }) => {
          return CINreferralDate !== null && CINreferralDate > last ? CINreferralDate : last
        }, '')
        for (const row of rows) {
          if (row.CINreferralDate === null || row.CINreferralDate >= latest || !isOpen(row)) continue
          fail(
            `The case of ${inWords(row.CINreferralDate)} is open, and a later referral came on ${inWords(latest)}.`,
            at(CINdetails, row, 'CINreferralDate', 'ReferralNFA'),
          )
        }
      }
    },
  }),
  judged({
    code: '8820',
    message: 'The dates on the CIN episodes for this child overlap',
    fields: ['CINreferralDate', 'CINclosureDate'],
    inForce: { added: '2022-23' },
    reading:
      'A referral on the day on which another case closes does not overlap with it; two of one day do. A referral with no further action and no closure date takes no time.',
    judges: ['CINdetails'],
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        CINdetails: [
          { LAchildID: 'A1', CINreferralDate: '2025-04-12', CINclosureDate: '2025-06-12' },
          { LAchildID: 'A1', CINreferralDate: '2025-06-12' },
        ],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        CINdetails: [
          { LAchildID: 'A1', CINreferralDate: '2025-04-12', CINclosureDate: '2025-06-12' },
          { LAchildID: 'A1', CINreferralDate: '2025-06-11' },
        ],
      },
    },
    judge: (census, fail) => {
      const { CINdetails } = census
      const { to } = censusYearOf(census)
      for (const rows of groupsOf(CINdetails, 'LAchildID')) {
        for (const other of rows) {
          const course = courseOfCase(other)
          if (course === undefined) continue
          for (const row of rows) {
            if (row === other || row.CINreferralDate === null || !beginsDuring(row.CINreferralDate, course, to))
              continue
            fail(
              `The case of ${inWords(row.CINreferralDate)} began during that of ${inWords(course.from)}, which ${until(course.until)}.`,
              at(CINdetails, row, 'CINreferralDate', 'CINclosureDate'),
              at(CINdetails, other, 'CINreferralDate', 'CINclosureDate'),
            )
          }
        }
      }
    },
  }),
  judged({
    code: '8890',
    message: 'A Section 47 enquiry is shown as starting when there is another Section 47 Enquiry ongoing',
    fields: ['S47ActualStartDate'],
    inForce: { added: '2022-23' },
    reading:
      'All enquiries of a child are compared, across episodes of need. An enquiry may begin on the day of another’s conference; one that needs no conference and has none has ended.',
    judges: ['Section47'],
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        Section47: [
          { LAchildID: 'A1', S47ActualStartDate: '2025-06-12', ICPCnotRequired: '1' },
          { LAchildID: 'A1', S47ActualStartDate: '2025-07-12', DateOfInitialCPC: '2025-07-20' },
        ],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        Section47: [
          { LAchildID: 'A1', S47ActualStartDate: '2025-06-12', ICPCnotRequired: '0' },
          { LAchildID: 'A1', S47ActualStartDate: '2025-07-12', DateOfInitialCPC: '2025-07-20' },
        ],
      },
    },
    judge: (census, fail) => {
      const { Section47 } = census
      const { to } = censusYearOf(census)
      for (const rows of groupsOf(Section47, 'LAchildID')) {
        for (const other of rows) {
          const course = courseOfEnquiry(other)
          if (course === undefined) continue
          for (const row of rows) {
            if (row === other || row.S47ActualStartDate === null) continue
            if (!beginsDuring(row.S47ActualStartDate, course, to)) continue
            fail(
              `The enquiry of ${inWords(row.S47ActualStartDate)} began during that of ${inWords(course.from)}, which ${until(course.until)}.`,
              at(Section47, row, 'S47ActualStartDate'),
              at(Section47, other, 'S47ActualStartDate'),
            )
          }
        }
      }
    },
  }),
]
