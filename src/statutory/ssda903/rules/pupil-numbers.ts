import { addDays, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { episodesOf } from '../episodes.ts'
import { isLookedAfter } from '../looked-after-children.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const unknownNumber = /^UN[1-5]$/
// A check letter, never I, O or S; eleven digits; and a digit, or in a temporary number a letter.
const pupilNumber = /^[A-HJ-NP-RT-Z]\d{11}[\dA-Z]$/

/** Rules on the Unique Pupil Number. */
export const pupilNumberRules: readonly Rule<Ssda903>[] = [
  eachRow('Header', {
    code: '168',
    message: 'Unique Pupil Number (UPN) is not valid. If unknown, default codes should be UN1, UN2, UN3, UN4 or UN5.',
    fields: ['UPN'],
    inForce: { added: '2022-23' },
    reading: 'A blank fails too. Only the form of the number is looked at, not whether its check letter is right.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', UPN: 'L123456789012' }] },
      fails: { Header: [{ CHILD: 'A1', UPN: 'L12345678901' }] },
    },
    fails: ({ UPN }) => {
      if (UPN === null) return 'No pupil number is recorded, nor the reason why it is not known.'
      return !pupilNumber.test(UPN) && !unknownNumber.test(UPN) && `${UPN} is not a pupil number.`
    },
  }),
  eachRow('Header', {
    code: '209',
    message:
      'Child looked after is of school age and should not have an unknown Unique Pupil Number (UPN) code of UN1.',
    fields: ['UPN', 'DOB'],
    inForce: { added: '2022-23' },
    reading: 'Of school age are those born before 31 August five years before the year of the collection began.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', UPN: 'UN1', DOB: '01/09/2020' }] },
      fails: { Header: [{ CHILD: 'A1', UPN: 'UN1', DOB: '30/08/2020' }] },
    },
    fails: ({ UPN, DOB }, { collection }) => {
      const start = Number(collection.start.slice(0, 4))
      if (DOB === null || UPN?.toUpperCase() !== 'UN1' || DOB >= `${start - 5}-08-31`) return false
      return `The child was born on ${inWords(DOB)} and was 5 before 31 August ${start}, but the pupil number is UN1: not yet of school age.`
    },
  }),
  judged({
    code: '210',
    message:
      'Children looked after for more than a week at 31 March should not have an unknown Unique Pupil Number (UPN) code of UN4.',
    fields: ['UPN', 'DECOM'],
    inForce: { added: '2022-23' },
    judges: ['Header', 'Episodes'],
    reading:
      'A child whose only episodes began on or after 24 March passes. Every episode that began earlier is marked.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', UPN: 'UN4' }], Episodes: [{ CHILD: 'A1', DECOM: '24/03/2026' }] },
      fails: { Header: [{ CHILD: 'A1', UPN: 'UN4' }], Episodes: [{ CHILD: 'A1', DECOM: '23/03/2026' }] },
    },
    judge: (given, fail) => {
      const lastWeek = addDays(given.collection.end, -7)
      for (const child of given.Header.rows) {
        if (child.UPN?.toUpperCase() !== 'UN4') continue
        for (const episode of episodesOf(given, child.CHILD))
          if (episode.DECOM !== null && episode.DECOM < lastWeek)
            fail(
              `The pupil number is UN4, of a child new to care, but an episode began on ${inWords(episode.DECOM)}.`,
              at(given.Header, child, 'UPN'),
              at(given.Episodes, episode, 'DECOM'),
            )
      }
    },
  }),
  eachRow('Header', {
    code: '442',
    message: 'Unique Pupil Number (UPN) field is not completed.',
    fields: ['UPN'],
    inForce: { added: '2022-23' },
    reading: 'It is asked of children with an episode other than short breaks.',
    examples: {
      passes: { Header: [{ CHILD: 'A1' }], Episodes: [{ CHILD: 'A1', LS: 'V4' }] },
      fails: { Header: [{ CHILD: 'A1' }], Episodes: [{ CHILD: 'A1', LS: 'V2' }] },
    },
    fails: ({ CHILD, UPN }, given) =>
      UPN === null && isLookedAfter(given, CHILD) && 'The child is looked after, and no pupil number is recorded.',
  }),
  eachRow('Header', {
    code: '444',
    message: 'Duplicate UPN has been reported',
    fields: ['UPN'],
    inForce: { added: '2025-26' },
    reading: 'The codes for an unknown number, UN1 to UN5, may stand more than once.',
    examples: {
      passes: {
        Header: [
          { CHILD: 'A1', UPN: 'UN2' },
          { CHILD: 'B2', UPN: 'UN2' },
        ],
      },
      fails: {
        Header: [
          { CHILD: 'A1', UPN: 'L123456789012' },
          { CHILD: 'B2', UPN: 'L123456789012' },
        ],
      },
    },
    fails: ({ UPN }, { Header }) => {
      if (UPN === null || unknownNumber.test(UPN.toUpperCase())) return false
      const times = rowsBy(Header, 'UPN')(UPN).length
      return times > 1 && `The pupil number ${UPN} stands in ${times} rows.`
    },
  }),
]
