import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { adoptionItems, blankItems, isWritten } from '../adoption.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const couples = ['MM', 'FF', 'MF']
const sameSexCouples = ['MM', 'FF']
const sexesOfAdopters = ['M1', 'F1', ...couples]
const legalStatusesOfAdopters = ['L0', 'L11', 'L12', 'L2', 'L3', 'L4']

const isNot = (codes: readonly string[], code: string | null): boolean => code === null || !codes.includes(code)

/** `MM, FF or MF` */
const oneOf = (codes: readonly string[]): string =>
  [codes.slice(0, -1).join(', '), ...codes.slice(-1)].filter(Boolean).join(' or ')

const sexesWritten = (sexes: string | null): string => (sexes === null ? 'missing' : `given as ${sexes}`)

/** The rule that adopters of one legal status are of certain sexes. */
const sexesForStatus = (
  code: string,
  status: string,
  isStatusOf: string,
  sexes: readonly string[],
  message: string,
): Rule<Ssda903> =>
  eachRow('AD1', {
    code,
    message,
    fields: ['LS_ADOPTR', 'SEX_ADOPTR'],
    inForce: { added: '2022-23' },
    reading: `With the legal status ${status} any other code fails, as does a blank: only ${oneOf(sexes)} passes.`,
    examples: {
      passes: { AD1: sexes.map((sex, index) => ({ CHILD: `A${index}`, LS_ADOPTR: status, SEX_ADOPTR: sex })) },
      fails: {
        AD1: sexesOfAdopters
          .filter(sex => !sexes.includes(sex))
          .map((sex, index) => ({ CHILD: `B${index}`, LS_ADOPTR: status, SEX_ADOPTR: sex })),
      },
    },
    fails: ({ LS_ADOPTR, SEX_ADOPTR }) =>
      LS_ADOPTR === status &&
      isNot(sexes, SEX_ADOPTR) &&
      `The legal status of the adopters, ${status}, is that of ${isStatusOf}, but their sexes are ${sexesWritten(SEX_ADOPTR)}, not ${oneOf(sexes)}.`,
  })

/** The rule that a code about the adopters, where there is one, is one of those that there are. */
const codeAmong = (
  code: string,
  field: 'FOSTER_CARE' | 'NB_ADOPTR' | 'SEX_ADOPTR' | 'LS_ADOPTR',
  what: string,
  codes: readonly string[],
  message: string,
): Rule<Ssda903> =>
  eachRow('AD1', {
    code,
    message,
    fields: [field],
    inForce: { added: '2022-23' },
    examples: {
      passes: { AD1: [{ CHILD: 'A1' }, ...codes.map((each, index) => ({ CHILD: `B${index}`, [field]: each }))] },
      fails: { AD1: [{ CHILD: 'A1', [field]: '9' }] },
    },
    fails: row => {
      const written = row[field]
      return written !== null && !codes.includes(written) && `${what} is given as ${written}, not ${oneOf(codes)}.`
    },
  })

/** The rule that a date, where there is one, can be read. */
const dateIn = (code: string, field: 'DATE_INT' | 'DATE_MATCH', what: string, message: string): Rule<Ssda903> =>
  eachRow('AD1', {
    code,
    message,
    fields: [field],
    inForce: { added: '2022-23' },
    examples: {
      passes: { AD1: [{ CHILD: 'A1', [field]: '12/06/2025' }, { CHILD: 'B2' }] },
      fails: { AD1: [{ CHILD: 'A1', [field]: '31/06/2025' }] },
    },
    fails: (row, { AD1 }) => {
      const written = unreadableIn(AD1, row, field)
      return written !== undefined && `${what} is given as ${written}, which is not a date.`
    },
  })

/** The rules about what is said of an adoption, looked at alone. */
export const adoptionDetailRules: readonly Rule<Ssda903>[] = [
  dateIn(
    '112',
    'DATE_INT',
    'The date of the decision that the child should be placed for adoption',
    'Date should be placed for adoption is not a valid date.',
  ),
  dateIn(
    '113',
    'DATE_MATCH',
    'The date on which the child was matched with adopters',
    'Date matching child and adopter(s) is not a valid date.',
  ),
  codeAmong(
    '114',
    'FOSTER_CARE',
    'Whether the adopters were the foster carers of the child',
    ['0', '1'],
    'Data entry to record the status of former carer(s) of an adopted child is invalid.',
  ),
  eachRow('AD1', {
    code: '151',
    message: 'All data items relating to a childs adoption must be coded or left blank.',
    fields: ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTER', 'SEX_ADOPTR', 'LS_ADOPTR'],
    marks: adoptionItems,
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        AD1: [
          { CHILD: 'A1' },
          {
            CHILD: 'B2',
            DATE_INT: '02/04/2025',
            DATE_MATCH: '12/06/2025',
            FOSTER_CARE: '0',
            NB_ADOPTR: '2',
            SEX_ADOPTR: 'FF',
            LS_ADOPTR: 'L12',
          },
        ],
      },
      fails: { AD1: [{ CHILD: 'A1', DATE_INT: '02/04/2025', FOSTER_CARE: '0' }] },
    },
    fails: (row, { AD1 }) => {
      const blank = blankItems(AD1, row)
      return (
        blank.length > 0 &&
        blank.length < adoptionItems.length &&
        `The adoption is described in part: ${blank.join(', ')} ${blank.length === 1 ? 'is' : 'are'} blank.`
      )
    },
  }),
  codeAmong(
    '175',
    'NB_ADOPTR',
    'The number of adopters',
    ['1', '2'],
    'The number of adopter(s) code is not a valid code.',
  ),
  codeAmong(
    '176',
    'SEX_ADOPTR',
    'The sex of the adopters',
    sexesOfAdopters,
    'The gender of adopter(s) at the date of adoption code is not a valid code.',
  ),
  codeAmong(
    '177',
    'LS_ADOPTR',
    'The legal status of the adopters',
    legalStatusesOfAdopters,
    'The legal status of adopter(s) code is not a valid code.',
  ),
  eachRow('AD1', {
    code: '333',
    message: 'Date should be placed for adoption must be on or prior to the date of matching child with adopter(s).',
    fields: ['DATE_INT'],
    inForce: { added: '2022-23' },
    reading: 'A date of matching without a date of the decision fails too. Both on one day passes.',
    examples: {
      passes: { AD1: [{ CHILD: 'A1', DATE_INT: '12/06/2025', DATE_MATCH: '12/06/2025' }] },
      fails: { AD1: [{ CHILD: 'A1', DATE_INT: '13/06/2025', DATE_MATCH: '12/06/2025' }] },
    },
    fails: (row, { AD1 }) => {
      const { DATE_INT, DATE_MATCH } = row
      if (DATE_MATCH === null) return undefined
      const matched = `The child was matched with adopters on ${inWords(DATE_MATCH)}`
      if (!isWritten(AD1, row, 'DATE_INT')) return `${matched}, and no decision for adoption is dated.`
      return (
        DATE_INT !== null &&
        DATE_INT > DATE_MATCH &&
        `${matched}, before the decision for adoption of ${inWords(DATE_INT)}.`
      )
    },
  }),
  eachRow('AD1', {
    code: '511',
    message:
      'If reporting that the number of person(s) adopting the looked after child is two adopters then the code should only be MM, FF or MF. MM = the adopting couple are both males; FF = the adopting couple are both females; MF = The adopting couple are male and female.',
    fields: ['NB_ADOPTR', 'SEX_ADOPTR'],
    inForce: { added: '2022-23' },
    reading: 'With two adopters any other code fails, as does a blank.',
    examples: {
      passes: {
        AD1: [
          { CHILD: 'A1', NB_ADOPTR: '2', SEX_ADOPTR: 'MF' },
          { CHILD: 'B2', NB_ADOPTR: '1', SEX_ADOPTR: 'F1' },
        ],
      },
      fails: { AD1: [{ CHILD: 'A1', NB_ADOPTR: '2', SEX_ADOPTR: 'F1' }] },
    },
    fails: ({ NB_ADOPTR, SEX_ADOPTR }) =>
      NB_ADOPTR === '2' &&
      isNot(couples, SEX_ADOPTR) &&
      `There were two adopters, but their sexes are ${sexesWritten(SEX_ADOPTR)}, not ${oneOf(couples)}.`,
  }),
  sexesForStatus(
    '514',
    'L0',
    'a single adopter',
    ['M1', 'F1'],
    'Data entry on the legal status of adopters shows a single adopter but data entry for the numbers of adopters shows it as a couple.',
  ),
  sexesForStatus(
    '517',
    'L3',
    'an unmarried couple of different sexes',
    ['MF'],
    'If reporting legal status of adopters is L3 then the genders of adopters should be coded as MF. MF = the adopting couple are male and female.',
  ),
  sexesForStatus(
    '518',
    'L4',
    'an unmarried couple of the same sex',
    sameSexCouples,
    'If reporting legal status of adopters is L4 then the genders of adopters should be coded as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both females.',
  ),
  sexesForStatus(
    '519',
    'L2',
    'a couple in a civil partnership',
    couples,
    'Data entered on the legal status of adopters shows civil partnership couple, but data entered on genders of adopters does not show it as a couple.',
  ),
  sexesForStatus(
    '520',
    'L11',
    'a married couple of different sexes',
    ['MF'],
    'Data entry on the legal status of adopters shows different gender married couple but data entry on genders of adopters shows it as a same gender couple.',
  ),
  sexesForStatus(
    '524',
    'L12',
    'a married couple of the same sex',
    sameSexCouples,
    'If reporting legal status of adopters is L12 then the genders of adopters should be coded as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both females',
  ),
]
