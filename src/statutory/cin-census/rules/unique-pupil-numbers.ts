import { addMonths, birthday, inWords, partsOf } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { InForce, Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { censusYearOf, eachRow, isNo, judged } from '../census.ts'
import { unknownUpnCodes } from '../codes.ts'
import { localAuthorityCodes } from '../local-authority-codes.ts'
import type { CinCensus } from '../tables.ts'

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const wellFormed = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/
const checkable = /^.\d{11}[\dA-HJ-NP-RT-Z]$/

/** The letter that characters 2 to 13 require at character 1; a last letter counts as its place among the letters. */
const checkLetterOf = (number: string): string => {
  let sum = 0
  for (let place = 2; place <= 13; place += 1) {
    const character = number.charAt(place - 1)
    sum += place * (/\d/.test(character) ? Number(character) : checkLetters.indexOf(character))
  }
  return checkLetters.charAt(sum % 23)
}

const valid = 'Y201123425001'

/** A rule about how a unique pupil number is written: `wrong` says what is amiss with it, as it is in `example`. */
const writing = (
  code: string,
  message: string,
  inForce: InForce,
  example: string,
  wrong: (number: string) => string | false,
  reading?: string,
): Rule<CinCensus> =>
  eachRow('ChildIdentifiers', {
    code,
    message,
    fields: ['UPN'],
    inForce,
    ...(reading === undefined ? {} : { reading }),
    examples: {
      passes: { ChildIdentifiers: [{ UPN: valid }] },
      fails: { ChildIdentifiers: [{ UPN: example }] },
    },
    fails: ({ UPN }) => UPN !== null && wrong(UPN),
  })

/**
 * Whether a child is of compulsory school age on 31 March: five by then, and not sixteen before the school year began
 * (Education Act 1996, section 8: a child of five starts by the prescribed day, which 31 March is, and leaves on the
 * last Friday in June of the school year in which sixteen is reached).
 */
const isOfSchoolAge = (bornOn: string, referenceDate: string): boolean => {
  const schoolYearFrom = `${partsOf(addMonths(referenceDate, -8)).year}-09-01`
  return birthday(bornOn, 5) <= referenceDate && birthday(bornOn, 16) >= schoolYearFrom
}

/** Rules about unique pupil numbers, and the reasons for having none. */
export const uniquePupilNumberRules: readonly Rule<CinCensus>[] = [
  writing(
    '1510',
    'UPN invalid (wrong check letter at character 1)',
    { added: '2022-23' },
    'A201123425001',
    UPN =>
      checkable.test(UPN) &&
      !UPN.startsWith(checkLetterOf(UPN)) &&
      `The pupil number ${UPN} begins with ${UPN.charAt(0)}, and the rest of it requires ${checkLetterOf(UPN)}.`,
    'Only a number whose characters 2 to 13 are well formed has a check letter to judge; other rules say what is wrong with the rest.',
  ),
  eachRow('ChildIdentifiers', {
    code: '1520',
    message: 'More than one record with the same UPN.',
    fields: ['UPN'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ UPN: valid }, {}] },
      fails: { ChildIdentifiers: [{ UPN: valid }, { UPN: valid }] },
    },
    fails: ({ UPN }, { ChildIdentifiers }) => {
      const { length } = rowsBy(ChildIdentifiers, 'UPN')(UPN)
      return length > 1 && `The pupil number ${UPN ?? ''} stands on ${length} records.`
    },
  }),
  writing(
    '1530',
    'UPN invalid (characters 2-4 not a recognised LA code)',
    { added: '2022-23', changed: '2023-24' },
    'Y999123425001',
    UPN =>
      !localAuthorityCodes.has(UPN.slice(1, 4)) &&
      `Characters 2 to 4 of the pupil number ${UPN} are not the code of a local authority.`,
    'Codes of local authorities since April 1999 are recognised, those of later reorganisations up to 2023 among them.',
  ),
  writing(
    '1540',
    'UPN invalid (characters 5-12 not all numeric)',
    { added: '2022-23' },
    'Y2011234X5001',
    UPN => !/^\d{8}$/.test(UPN.slice(4, 12)) && `Characters 5 to 12 of the pupil number ${UPN} are not eight digits.`,
  ),
  writing(
    '1550',
    'UPN invalid (character 13 not a recognised value)',
    { added: '2022-23' },
    'Y20112342500I',
    UPN =>
      !/[\dA-HJ-NP-RT-Z]/.test(UPN.charAt(12)) &&
      `Character 13 of the pupil number ${UPN} is neither a digit nor one of the letters that may stand there.`,
  ),
  eachRow('ChildIdentifiers', {
    code: '1560Q',
    type: 'query',
    message: 'Please check and either amend or provide a reason: Former UPN wrongly formatted',
    fields: ['FormerUPN'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ FormerUPN: valid }] },
      fails: { ChildIdentifiers: [{ FormerUPN: 'Y2011234' }] },
    },
    fails: ({ FormerUPN }) =>
      FormerUPN !== null &&
      !wellFormed.test(FormerUPN) &&
      `The former pupil number ${FormerUPN} is not a letter, eleven digits, and a digit or letter.`,
  }),
  eachRow('ChildIdentifiers', {
    code: '8770Q',
    type: 'query',
    message:
      'Please check and either amend data or provide a reason: UPN is missing or reason UPN is missing or is UN1 for a child who is of school age.',
    fields: ['UPNunknown'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading:
      'A child is of school age who is five by 31 March and was not sixteen before the school year began. It is asked only where some referral is marked as going on to further action.',
    examples: {
      passes: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2015-06-12', UPNunknown: 'UN2' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '0' }],
      },
      fails: {
        Header: [{ ReferenceDate: '2026-03-31' }],
        ChildIdentifiers: [{ LAchildID: 'A1', PersonBirthDate: '2015-06-12', UPNunknown: 'UN1' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '0' }],
      },
    },
    fails: ({ LAchildID, PersonBirthDate, UPN, UPNunknown }, census) => {
      const { to } = censusYearOf(census)
      if (PersonBirthDate === null || UPN !== null || (UPNunknown !== null && UPNunknown !== 'UN1')) return false
      if (!isOfSchoolAge(PersonBirthDate, to)) return false
      const cases = rowsBy(census.CINdetails, 'LAchildID')(LAchildID)
      if (!cases.some(({ ReferralNFA }) => isNo(ReferralNFA))) return false
      const reason = UPNunknown === null ? 'no reason' : `the reason UN1 (${unknownUpnCodes.get('UN1') ?? ''})`
      return `The child was born on ${inWords(PersonBirthDate)} and is of school age, with no pupil number and ${reason}.`
    },
  }),
  judged({
    code: '8772',
    message:
      'UPN unknown reason is UN7 (Referral with no further action) but at least one CIN details is a referral going on to further action',
    fields: ['UPNunknown', 'ReferralNFA'],
    inForce: { added: '2022-23' },
    judges: ['ChildIdentifiers', 'CINdetails'],
    examples: {
      passes: {
        ChildIdentifiers: [{ LAchildID: 'A1', UPNunknown: 'UN7' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '1' }],
      },
      fails: {
        ChildIdentifiers: [{ LAchildID: 'A1', UPNunknown: 'UN7' }],
        CINdetails: [{ LAchildID: 'A1', ReferralNFA: '0' }],
      },
    },
    judge: ({ ChildIdentifiers, CINdetails }, fail) => {
      const casesOf = rowsBy(CINdetails, 'LAchildID')
      for (const child of rowsBy(ChildIdentifiers, 'UPNunknown')('UN7')) {
        const further = casesOf(child.LAchildID).filter(({ ReferralNFA }) => isNo(ReferralNFA))
        if (further.length === 0) continue
        fail(
          'The pupil number is unknown because the referral led to no further action, but a referral did lead to further action.',
          at(ChildIdentifiers, child, 'UPNunknown'),
          ...further.map(row => at(CINdetails, row, 'ReferralNFA')),
        )
      }
    },
  }),
]
