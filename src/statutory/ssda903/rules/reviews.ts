import { birthday, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy, unreadableIn } from '../../table.ts'
import { shortBreaks } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { isOneOf } from '../looked-after-children.ts'
import { whyUnreadable } from '../open-periods.ts'
import type { Ssda903 } from '../tables.ts'

/** Too young to take part: under 4 at the time of the review. */
const under4 = 'PN0'

/** How a child of 4 or over took part in a review. */
const from4: ReadonlySet<string> = new Set(['PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7'])

type ReviewRow = Ssda903['Reviews']['rows'][number]

const isDayWritten = ({ Reviews }: Ssda903, review: ReviewRow): boolean =>
  review.REVIEW !== null || unreadableIn(Reviews, review, 'REVIEW') !== undefined

/** The child's fourth birthday and the day of the review, where both are known. */
const ageAtReview = ({ DOB, REVIEW }: ReviewRow) =>
  DOB === null || REVIEW === null ? undefined : { fourth: birthday(DOB, 4), day: REVIEW }

const review = { CHILD: 'A1', DOB: '10/05/2021' }

/** The rules about reviews and how the child took part. */
export const reviewRules: readonly Rule<Ssda903>[] = [
  eachRow('Reviews', {
    code: '166',
    message: 'Date of review is invalid or blank.',
    fields: ['REVIEW'],
    inForce: { added: '2022-23' },
    reading: 'A review without a date fails, whatever else is said of it.',
    examples: {
      passes: { Reviews: [{ ...review, REVIEW: '12/06/2025', REVIEW_CODE: 'PN1' }] },
      fails: { Reviews: [{ ...review, REVIEW_CODE: 'PN1' }] },
    },
    fails: (row, { Reviews }) =>
      row.REVIEW === null &&
      (whyUnreadable(Reviews, row, 'REVIEW', 'The date of the review') || 'The review has no date.'),
  }),
  eachRow('Reviews', {
    code: '167',
    message: 'Data entry for participation is invalid or blank.',
    fields: ['REVIEW_CODE'],
    inForce: { added: '2022-23' },
    reading: 'A row with neither a date nor a code passes.',
    examples: {
      passes: { Reviews: [{ ...review, REVIEW: '12/06/2025', REVIEW_CODE: 'PN7' }] },
      fails: { Reviews: [{ ...review, REVIEW: '12/06/2025', REVIEW_CODE: 'PN8' }] },
    },
    fails: (row, given) => {
      const { REVIEW, REVIEW_CODE } = row
      if (REVIEW_CODE !== null)
        return (
          REVIEW_CODE !== under4 &&
          !from4.has(REVIEW_CODE) &&
          `How the child took part in the review is given as ${REVIEW_CODE}, which is no such code.`
        )
      const on = REVIEW === null ? '' : ` of ${inWords(REVIEW)}`
      return isDayWritten(given, row) && `How the child took part in the review${on} is not said.`
    },
  }),
  judged({
    code: '399',
    message:
      'Mother field, review field or participation field are completed but child is looked after under legal status V3 or V4.',
    fields: ['MOTHER', 'LS', 'REVIEW', 'REVIEW_CODE'],
    inForce: { added: '2022-23' },
    reading:
      'Only for children all of whose episodes are short breaks (V3 or V4). A mother field of 0 counts as completed.',
    judges: ['Episodes', 'Header', 'Reviews'],
    examples: {
      passes: {
        Header: [{ CHILD: 'A1' }],
        Episodes: [
          { CHILD: 'A1', LS: 'V4' },
          { CHILD: 'B2', LS: 'C2' },
        ],
        Reviews: [{ CHILD: 'B2', REVIEW: '12/06/2025', REVIEW_CODE: 'PN1' }],
      },
      fails: {
        Header: [{ CHILD: 'A1' }],
        Episodes: [{ CHILD: 'A1', LS: 'V4' }],
        Reviews: [{ CHILD: 'A1', REVIEW: '12/06/2025', REVIEW_CODE: 'PN1' }],
      },
    },
    judge: (given, fail) => {
      const { Episodes, Header, Reviews } = given
      for (const episodes of groupsOf(Episodes, 'CHILD')) {
        if (!episodes.every(({ LS }) => isOneOf(LS, shortBreaks))) continue
        const child = episodes[0]?.CHILD ?? null
        const headers = rowsBy(Header, 'CHILD')(child).filter(({ MOTHER }) => MOTHER !== null)
        const reviews = rowsBy(
          Reviews,
          'CHILD',
        )(child).filter(row => row.REVIEW_CODE !== null || isDayWritten(given, row))
        if (headers.length + reviews.length === 0) continue
        const what = [...(headers.length > 0 ? ['the mother field'] : []), ...(reviews.length > 0 ? ['reviews'] : [])]
        fail(
          `The child was looked after in short breaks only, but has ${what.join(' and ')} filled in.`,
          ...episodes.map(row => at(Episodes, row, 'LS')),
          ...headers.map(row => at(Header, row, 'MOTHER')),
          ...reviews.map(row => at(Reviews, row, 'REVIEW', 'REVIEW_CODE')),
        )
      }
    },
  }),
  eachRow('Reviews', {
    code: '440',
    message:
      'Participation method indicates child was under 4 years old at the time of the review, but date of birth and review date indicates the child was 4 years old or over.',
    fields: ['DOB', 'REVIEW', 'REVIEW_CODE'],
    inForce: { added: '2022-23' },
    reading: 'A child is 4 from the fourth birthday on; one born on 29 February from 1 March.',
    examples: {
      passes: { Reviews: [{ ...review, REVIEW: '09/05/2025', REVIEW_CODE: 'PN0' }] },
      fails: { Reviews: [{ ...review, REVIEW: '10/05/2025', REVIEW_CODE: 'PN0' }] },
    },
    fails: row => {
      const age = ageAtReview(row)
      if (age === undefined || row.REVIEW_CODE !== under4 || age.day < age.fourth) return false
      return `The code PN0 says that the child was under 4, but at the review on ${inWords(age.day)} the child was 4 or over, since ${inWords(age.fourth)}.`
    },
  }),
  eachRow('Reviews', {
    code: '441',
    message:
      'Participation method indicates child was 4 years old or over at the time of the review, but the date of birth and review date indicates the child was under 4 years old.',
    fields: ['DOB', 'REVIEW', 'REVIEW_CODE'],
    inForce: { added: '2022-23' },
    reading: 'A child is 4 from the fourth birthday on; one born on 29 February from 1 March.',
    examples: {
      passes: { Reviews: [{ ...review, REVIEW: '10/05/2025', REVIEW_CODE: 'PN1' }] },
      fails: { Reviews: [{ ...review, REVIEW: '09/05/2025', REVIEW_CODE: 'PN1' }] },
    },
    fails: row => {
      const age = ageAtReview(row)
      if (age === undefined || row.REVIEW_CODE === null || !from4.has(row.REVIEW_CODE) || age.day >= age.fourth)
        return false
      return `The code ${row.REVIEW_CODE} says that the child was 4 or over, but the review on ${inWords(age.day)} was before the fourth birthday on ${inWords(age.fourth)}.`
    },
  }),
]
