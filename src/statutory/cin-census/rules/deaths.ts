import { inWords, isWithin } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import type { Columns, Row, Table } from '../../table.ts'
import { censusYearOf, eachRow, judged } from '../census.ts'
import type { CinCensus } from '../tables.ts'

const diedAt = { ChildIdentifiers: [{ LAchildID: 'A1', PersonDeathDate: '2025-06-12' }] }

/** Calls back for every row of a table with the record of its child, where the child has died. */
const eachOfTheDead = <C extends Columns & { readonly LAchildID: 'text' }>(
  { ChildIdentifiers }: CinCensus,
  table: Table<C>,
  found: (row: Row<C>, child: CinCensus['ChildIdentifiers']['rows'][number], diedOn: string) => void,
): void => {
  const childrenOf = rowsBy(ChildIdentifiers, 'LAchildID')
  for (const row of table.rows) {
    for (const child of childrenOf(row.LAchildID))
      if (child.PersonDeathDate !== null) found(row, child, child.PersonDeathDate)
  }
}

/** Rules about dates of death. */
export const deathRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '4008',
    message: 'CIN Plan shown as starting after the child’s Date of Death.',
    fields: ['PersonDeathDate', 'CINPlanStartDate'],
    inForce: { added: '2022-23' },
    judges: ['ChildIdentifiers', 'CINplanDates'],
    examples: {
      passes: { ...diedAt, CINplanDates: [{ LAchildID: 'A1', CINPlanStartDate: '2025-06-12' }] },
      fails: { ...diedAt, CINplanDates: [{ LAchildID: 'A1', CINPlanStartDate: '2025-06-13' }] },
    },
    judge: (census, fail) => {
      eachOfTheDead(census, census.CINplanDates, (plan, child, diedOn) => {
        if (plan.CINPlanStartDate !== null && plan.CINPlanStartDate > diedOn)
          fail(
            `The plan began on ${inWords(plan.CINPlanStartDate)}, after the child died on ${inWords(diedOn)}.`,
            at(census.CINplanDates, plan, 'CINPlanStartDate'),
            at(census.ChildIdentifiers, child, 'PersonDeathDate'),
          )
      })
    },
  }),
  judged({
    code: '4009Q',
    type: 'query',
    message: 'CIN Plan cannot end after the child’s Date of Death',
    fields: ['PersonDeathDate', 'CINPlanEndDate'],
    inForce: { added: '2022-23' },
    judges: ['ChildIdentifiers', 'CINplanDates'],
    examples: {
      passes: { ...diedAt, CINplanDates: [{ LAchildID: 'A1', CINPlanEndDate: '2025-06-12' }] },
      fails: { ...diedAt, CINplanDates: [{ LAchildID: 'A1', CINPlanEndDate: '2025-06-13' }] },
    },
    judge: (census, fail) => {
      eachOfTheDead(census, census.CINplanDates, (plan, child, diedOn) => {
        if (plan.CINPlanEndDate !== null && plan.CINPlanEndDate > diedOn)
          fail(
            `The plan ended on ${inWords(plan.CINPlanEndDate)}, after the child died on ${inWords(diedOn)}.`,
            at(census.CINplanDates, plan, 'CINPlanEndDate'),
            at(census.ChildIdentifiers, child, 'PersonDeathDate'),
          )
      })
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8535Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: Child’s date of death should not be prior to the date of birth',
    fields: ['PersonDeathDate', 'PersonBirthDate'],
    inForce: { added: '2022-23' },
    reading: 'A death without a date of birth fails too.',
    examples: {
      passes: { ChildIdentifiers: [{ PersonBirthDate: '2025-06-12', PersonDeathDate: '2025-06-12' }] },
      fails: { ChildIdentifiers: [{ PersonBirthDate: '2025-06-12', PersonDeathDate: '2025-06-11' }] },
    },
    fails: ({ PersonDeathDate, PersonBirthDate }) => {
      if (PersonDeathDate === null) return false
      if (PersonBirthDate === null) return `The child died on ${inWords(PersonDeathDate)} and has no date of birth.`
      return (
        PersonDeathDate < PersonBirthDate &&
        `The child died on ${inWords(PersonDeathDate)}, before the birth on ${inWords(PersonBirthDate)}.`
      )
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8545Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: Child’s date of death should be within the census year',
    fields: ['PersonDeathDate'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ ReferenceDate: '2026-03-31' }], ChildIdentifiers: [{ PersonDeathDate: '2025-04-01' }] },
      fails: { Header: [{ ReferenceDate: '2026-03-31' }], ChildIdentifiers: [{ PersonDeathDate: '2025-03-31' }] },
    },
    fails: ({ PersonDeathDate }, census) => {
      const year = censusYearOf(census)
      return (
        PersonDeathDate !== null &&
        !isWithin(PersonDeathDate, year) &&
        `The child died on ${inWords(PersonDeathDate)}, outside the year from ${inWords(year.from)} to ${inWords(year.to)}.`
      )
    },
  }),
  judged({
    code: '8555Q',
    type: 'query',
    message: 'Child cannot be referred after its recorded date of death',
    fields: ['PersonDeathDate', 'CINreferralDate'],
    inForce: { added: '2022-23' },
    judges: ['ChildIdentifiers', 'CINdetails'],
    examples: {
      passes: { ...diedAt, CINdetails: [{ LAchildID: 'A1', CINreferralDate: '2025-06-12' }] },
      fails: { ...diedAt, CINdetails: [{ LAchildID: 'A1', CINreferralDate: '2025-06-13' }] },
    },
    judge: (census, fail) => {
      eachOfTheDead(census, census.CINdetails, (row, child, diedOn) => {
        if (row.CINreferralDate !== null && row.CINreferralDate > diedOn)
          fail(
            `The referral came on ${inWords(row.CINreferralDate)}, after the child died on ${inWords(diedOn)}.`,
            at(census.CINdetails, row, 'CINreferralDate'),
            at(census.ChildIdentifiers, child, 'PersonDeathDate'),
          )
      })
    },
  }),
  judged({
    code: '8585Q',
    type: 'query',
    message:
      'Please check and either amend or provide a reason: CIN episode shows Died as the Closure Reason, however child has no recorded Date of Death',
    fields: ['ReasonForClosure', 'PersonDeathDate'],
    inForce: { added: '2022-23' },
    reading: 'A case also fails where the child has no record of identifiers.',
    judges: ['ChildIdentifiers', 'CINdetails'],
    examples: {
      passes: { ...diedAt, CINdetails: [{ LAchildID: 'A1', ReasonForClosure: 'RC2' }] },
      fails: { CINdetails: [{ LAchildID: 'A1', ReasonForClosure: 'RC2' }], ChildIdentifiers: [{ LAchildID: 'A1' }] },
    },
    judge: ({ ChildIdentifiers, CINdetails }, fail) => {
      const childrenOf = rowsBy(ChildIdentifiers, 'LAchildID')
      for (const row of rowsBy(CINdetails, 'ReasonForClosure')('RC2')) {
        const children = childrenOf(row.LAchildID)
        if (children.some(({ PersonDeathDate }) => PersonDeathDate !== null)) continue
        fail(
          'The case closed because the child died, and the child has no date of death.',
          at(CINdetails, row, 'ReasonForClosure'),
          ...children.map(child => at(ChildIdentifiers, child, 'PersonDeathDate')),
        )
      }
    },
  }),
]
