import { addDays, birthday, inWords, isWithin, partsOf } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { censusYearOf, eachRow, judged } from '../census.ts'
import type { CinCensus } from '../tables.ts'

const weeksBeforeBirth = 40
const oldest = 25

/** The later of two days of which either may be missing. */
const later = (one: CivilDate | null, other: CivilDate | null): CivilDate | null =>
  one === null || (other !== null && other > one) ? other : one

/** Rules about dates of birth, expected and real, and the ages that follow. */
export const birthRules: readonly Rule<CinCensus>[] = [
  eachRow('ChildIdentifiers', {
    code: '8520',
    message: 'Date of Birth is after data collection period (must be on or before the end of the census period)',
    fields: ['PersonBirthDate', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ ReferenceDate: '2026-03-31' }], ChildIdentifiers: [{ PersonBirthDate: '2026-03-31' }] },
      fails: { Header: [{ ReferenceDate: '2026-03-31' }], ChildIdentifiers: [{ PersonBirthDate: '2026-04-01' }] },
    },
    fails: ({ PersonBirthDate }, census) => {
      const { to } = censusYearOf(census)
      return (
        PersonBirthDate !== null &&
        PersonBirthDate > to &&
        `The date of birth is ${inWords(PersonBirthDate)}, after the census year ended on ${inWords(to)}.`
      )
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8525Q',
    type: 'query',
    message: 'Either Date of Birth or Expected Date of Birth must be provided (but not both)',
    fields: ['PersonBirthDate', 'ExpectedPersonBirthDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ PersonBirthDate: '2015-06-12' }] },
      fails: { ChildIdentifiers: [{ LAchildID: 'A1' }] },
    },
    fails: ({ PersonBirthDate, ExpectedPersonBirthDate }) => {
      if (PersonBirthDate === null)
        return ExpectedPersonBirthDate === null && 'Neither a date of birth nor an expected one can be read.'
      return (
        ExpectedPersonBirthDate !== null &&
        `The child was born on ${inWords(PersonBirthDate)}, and is also expected on ${inWords(ExpectedPersonBirthDate)}.`
      )
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8530Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: Expected Date of Birth is outside the expected range for this census (March to December of the Census Year end)',
    fields: ['ExpectedPersonBirthDate'],
    inForce: { added: '2022-23' },
    reading: 'From 1 March to 31 December of the year in which the census year ends, both days included.',
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ ExpectedPersonBirthDate: '2026-06-12' }],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ ExpectedPersonBirthDate: '2026-02-12' }],
      },
    },
    fails: ({ ExpectedPersonBirthDate }, census) => {
      const { year } = partsOf(censusYearOf(census).to)
      const range = { from: `${year}-03-01`, to: `${year}-12-31` }
      return (
        ExpectedPersonBirthDate !== null &&
        !isWithin(ExpectedPersonBirthDate, range) &&
        `The birth is expected on ${inWords(ExpectedPersonBirthDate)}, not between March and December ${year}.`
      )
    },
  }),
  judged({
    code: '8606',
    message: 'Child referral date is more than 40 weeks before DOB or expected DOB',
    fields: ['CINreferralDate', 'PersonBirthDate', 'ExpectedPersonBirthDate'],
    inForce: { added: '2022-23' },
    reading:
      'Where both dates of birth are given, the referral must not be too early for either. Forty weeks are 280 days.',
    judges: ['ChildIdentifiers', 'CINdetails'],
    examples: {
      passes: {
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2026-01-12' }],
        CINdetails: [{ LAchildID: 'A1', CINreferralDate: '2025-06-12' }],
      },
      fails: {
        ChildIdentifiers: [{ LAchildID: 'A1', ExpectedPersonBirthDate: '2026-06-12' }],
        CINdetails: [{ LAchildID: 'A1', CINreferralDate: '2025-06-12' }],
      },
    },
    judge: ({ ChildIdentifiers, CINdetails }, fail) => {
      const casesOf = rowsBy(CINdetails, 'LAchildID')
      for (const child of ChildIdentifiers.rows) {
        const birth = later(child.PersonBirthDate, child.ExpectedPersonBirthDate)
        if (birth === null) continue
        const earliest = addDays(birth, -weeksBeforeBirth * 7)
        for (const row of casesOf(child.LAchildID)) {
          if (row.CINreferralDate === null || row.CINreferralDate >= earliest) continue
          fail(
            `The referral of ${inWords(row.CINreferralDate)} is more than ${weeksBeforeBirth} weeks before the birth on ${inWords(birth)}.`,
            at(CINdetails, row, 'CINreferralDate'),
            at(ChildIdentifiers, child, 'PersonBirthDate', 'ExpectedPersonBirthDate'),
          )
        }
      }
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8750',
    message: 'Sex must equal U for an unborn child',
    fields: ['Sex', 'PersonBirthDate', 'ExpectedPersonBirthDate'],
    inForce: { added: '2022-23', changed: '2024-25' },
    examples: {
      passes: { ChildIdentifiers: [{ Sex: 'U', ExpectedPersonBirthDate: '2026-06-12' }] },
      fails: { ChildIdentifiers: [{ Sex: 'F', ExpectedPersonBirthDate: '2026-06-12' }] },
    },
    fails: ({ Sex, PersonBirthDate, ExpectedPersonBirthDate }) =>
      PersonBirthDate === null &&
      ExpectedPersonBirthDate !== null &&
      Sex !== 'U' &&
      `The child is expected on ${inWords(ExpectedPersonBirthDate)} and not yet born, but the sex is ${Sex ?? 'missing'}.`,
  }),
  judged({
    code: '8775Q',
    type: 'query',
    message: 'Please check and either amend data or provide a reason: Child is over 25 years old',
    fields: ['PersonBirthDate', 'CINclosureDate'],
    inForce: { added: '2022-23' },
    reading:
      'The age is that at closure or, in an open case, at the end of the census year. The 25th birthday itself passes.',
    judges: ['ChildIdentifiers', 'CINdetails'],
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2000-06-12' }],
        CINdetails: [{ LAchildID: 'A1', CINclosureDate: '2025-06-12' }],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2000-06-12' }],
        CINdetails: [{ LAchildID: 'A1' }],
      },
    },
    judge: (census, fail) => {
      const { ChildIdentifiers, CINdetails } = census
      const { to } = censusYearOf(census)
      const casesOf = rowsBy(CINdetails, 'LAchildID')
      for (const child of ChildIdentifiers.rows) {
        if (child.PersonBirthDate === null) continue
        const last = birthday(child.PersonBirthDate, oldest)
        for (const row of casesOf(child.LAchildID)) {
          if ((row.CINclosureDate ?? to) <= last) continue
          const until =
            row.CINclosureDate === null ? 'the case is still open' : `the case closed on ${inWords(row.CINclosureDate)}`
          fail(
            `The child became ${oldest} on ${inWords(last)}, and ${until}.`,
            at(ChildIdentifiers, child, 'PersonBirthDate'),
            at(CINdetails, row, 'CINclosureDate'),
          )
        }
      }
    },
  }),
]
