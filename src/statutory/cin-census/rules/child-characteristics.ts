import { at } from '../../rule.ts'
import type { Place, Rule } from '../../rule.ts'
import { groupsOf, rowsBy } from '../../table.ts'
import { eachRow, isNo, judged } from '../census.ts'
import { disabilityCodes, ethnicityCodes } from '../codes.ts'
import type { CinCensus } from '../tables.ts'

const noDisability = 'NONE'
const codesExpected = 8

/** Rules about ethnicity and disabilities. */
export const childCharacteristicRules: readonly Rule<CinCensus>[] = [
  eachRow('ChildCharacteristics', {
    code: '4220',
    message: 'Ethnicity is missing or invalid (see Ethnicity table)',
    fields: ['Ethnicity'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildCharacteristics: [{ LAchildID: 'A1', Ethnicity: 'NOBT' }] },
      fails: { ChildCharacteristics: [{ LAchildID: 'A1', Ethnicity: 'WHITE' }] },
    },
    fails: ({ Ethnicity }) => {
      if (Ethnicity === null) return 'No ethnicity is given.'
      return !ethnicityCodes.has(Ethnicity) && `The ethnicity ${Ethnicity} is not one of the codes.`
    },
  }),
  // The two that follow are about the return as a whole, so no single row is marked.
  judged({
    code: '2887Q',
    type: 'query',
    message:
      'Please check and either amend or provide a reason: Less than 8 disability codes have been used in your return',
    fields: ['Disability'],
    inForce: { added: '2022-23' },
    reading: 'Only codes of the code set count, NONE among them.',
    judges: ['Disabilities'],
    examples: {
      passes: {
        Disabilities: ['NONE', 'MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'AUT'].map(Disability => ({
          LAchildID: 'A1',
          Disability,
        })),
      },
      fails: { Disabilities: [{ LAchildID: 'A1', Disability: 'LD' }] },
    },
    judge: ({ Disabilities }, fail) => {
      const used = groupsOf(Disabilities, 'Disability').filter(([row]) => disabilityCodes.has(row?.Disability ?? ''))
      if (used.length < codesExpected)
        fail(`The return uses ${used.length} of the ${disabilityCodes.size} codes of disability.`)
    },
  }),
  judged({
    code: '2888Q',
    type: 'query',
    message:
      'Please check and either amend or provide a reason: Only one disability code is recorded per child and multiple disabilities should be recorded where possible.',
    fields: ['Disability'],
    inForce: { added: '2022-23' },
    reading: 'It fails where there is no child at all with two different codes.',
    judges: ['Disabilities'],
    examples: {
      passes: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'LD' },
          { LAchildID: 'A1', Disability: 'AUT' },
          { LAchildID: 'B2', Disability: 'NONE' },
        ],
      },
      fails: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'LD' },
          { LAchildID: 'B2', Disability: 'AUT' },
        ],
      },
    },
    judge: ({ Disabilities }, fail) => {
      const children = groupsOf(Disabilities, 'LAchildID')
        .map(rows => new Set(rows.map(({ Disability }) => Disability).filter(code => code !== null)).size)
        .filter(codes => codes > 0)
      if (children.length > 0 && children.every(codes => codes === 1))
        fail(`Each of the ${children.length} children with a disability code has one only.`)
    },
  }),
  judged({
    code: '8540',
    message: 'Child’s disability is missing or invalid (see Disability table)',
    fields: ['Disability', 'PersonBirthDate', 'ReferralNFA'],
    inForce: { added: '2022-23' },
    reading:
      'A child without any disability code fails too. Unborn children, and children none of whose referrals is marked as going on to further action, are left out.',
    judges: ['ChildIdentifiers', 'CINdetails', 'Disabilities'],
    examples: {
      passes: {
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2015-06-12' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '0' }],
        Disabilities: [{ LAchildID: 'A1', Disability: 'NONE' }],
      },
      fails: {
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2015-06-12' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '0' }],
      },
    },
    judge: ({ ChildIdentifiers, CINdetails, Disabilities }, fail) => {
      const casesOf = rowsBy(CINdetails, 'LAchildID')
      const disabilitiesOf = rowsBy(Disabilities, 'LAchildID')
      for (const child of ChildIdentifiers.rows) {
        const { LAchildID, PersonBirthDate } = child
        // An unborn child, and one whose every referral led to no further action, need none.
        if (LAchildID === null || PersonBirthDate === null) continue
        const further = casesOf(LAchildID).filter(({ ReferralNFA }) => isNo(ReferralNFA))
        if (further.length === 0) continue
        const around: readonly Place[] = [
          at(ChildIdentifiers, child, 'PersonBirthDate'),
          ...further.map(row => at(CINdetails, row, 'ReferralNFA')),
        ]
        const given = disabilitiesOf(LAchildID)
        if (given.length === 0)
          fail('The child is in need and has no disability code, not even that of none.', ...around)
        for (const row of given) {
          if (row.Disability === null)
            fail('The child is in need and a disability is empty.', at(Disabilities, row, 'Disability'), ...around)
          else if (!disabilityCodes.has(row.Disability))
            fail(
              `The disability ${row.Disability} is not one of the codes.`,
              at(Disabilities, row, 'Disability'),
              ...around,
            )
        }
      }
    },
  }),
  eachRow('Disabilities', {
    code: '8790',
    message: 'Disability information includes both None and other values',
    fields: ['Disability'],
    inForce: { added: '2022-23' },
    reading: 'The values beside NONE are marked, not NONE itself.',
    examples: {
      passes: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'NONE' },
          { LAchildID: 'B2', Disability: 'LD' },
        ],
      },
      fails: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'NONE' },
          { LAchildID: 'A1', Disability: 'LD' },
        ],
      },
    },
    fails: ({ LAchildID, Disability }, { Disabilities }) =>
      Disability !== null &&
      Disability !== noDisability &&
      rowsBy(Disabilities, 'LAchildID', 'Disability')(LAchildID, noDisability).length > 0 &&
      `The disability ${Disability} is given for a child who is also said to have none.`,
  }),
  eachRow('Disabilities', {
    code: '8794',
    message: 'Child has two or more disabilities with the same code',
    fields: ['Disability'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'LD' },
          { LAchildID: 'B2', Disability: 'LD' },
        ],
      },
      fails: {
        Disabilities: [
          { LAchildID: 'A1', Disability: 'LD' },
          { LAchildID: 'A1', Disability: 'LD' },
        ],
      },
    },
    fails: ({ LAchildID, Disability }, { Disabilities }) => {
      const { length } = rowsBy(Disabilities, 'LAchildID', 'Disability')(LAchildID, Disability)
      return length > 1 && `The disability ${Disability ?? ''} is given ${length} times for this child.`
    },
  }),
]
