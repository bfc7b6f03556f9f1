import { ageOn, birthday, inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { isLookedAfterAllYear } from '../episodes.ts'
import { allYearAsRead } from '../health-items.ts'
import type { HealthRow } from '../health-items.ts'
import { eachRow } from '../looked-after.ts'
import type { Collection, Ssda903 } from '../tables.ts'

const reasons: ReadonlySet<string> = new Set(['SDQ1', 'SDQ2', 'SDQ3', 'SDQ4', 'SDQ5'])

/** A whole number from 0 to 40; a spreadsheet may have written 12.0. */
const isScore = (written: string): boolean => /^\d+(\.0+)?$/.test(written) && Number(written) <= 40

/** The ages between which the score of every child is asked for: 4 as the year began, not yet 17 as it ended. */
const isOfSchoolAge = ({ DOB }: HealthRow, { start, end }: Collection): boolean =>
  DOB !== null && ageOn(DOB, start) >= 4 && ageOn(DOB, end) < 17

/** The 4th or 17th birthday, where the child had it in the year and after its first day. */
const birthdayOfChange = ({ DOB }: HealthRow, { start, end }: Collection) => {
  if (DOB === null) return undefined
  const age = [4, 17].find(years => ageOn(DOB, start) < years && ageOn(DOB, end) >= years)
  return age === undefined ? undefined : { age, date: birthday(DOB, age) }
}

const given = ({ SDQ_SCORE, SDQ_REASON }: HealthRow): string | undefined => {
  if (SDQ_SCORE !== null) return `an SDQ score of ${SDQ_SCORE}`
  return SDQ_REASON === null ? undefined : `a reason for having no SDQ score, ${SDQ_REASON}`
}

const notAllYear = ({ collection: { end } }: Ssda903): string =>
  `The child was not looked after all through the year to ${inWords(end)}`

const allYear = [{ CHILD: 'A1', DECOM: '12/02/2024', RNE: 'S', LS: 'C2' }]
const partOfTheYear = [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S', LS: 'C2' }]

/** Rules on the questionnaire on strengths and difficulties (SDQ) of children looked after all through the year. */
export const strengthsAndDifficultiesRules: readonly Rule<Ssda903>[] = [
  eachRow('OC2', {
    code: '157',
    message:
      'Child is aged 4 years or over at the beginning of the year or 16 years or under at the end of the year and Strengths and Difficulties Questionnaire (SDQ) 1 has been recorded as the reason for no Strengths and Difficulties Questionnaire (SDQ) score.',
    fields: ['SDQ_REASON', 'DOB'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading:
      'The message says “or”: a child who is 4 or over as the year began and 16 or under as it ended fails, if looked after for 12 months.',
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '20/05/2012', SDQ_REASON: 'SDQ2' }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '20/05/2012', SDQ_REASON: 'SDQ1' }] },
    },
    fails: (row, { Episodes, collection }) =>
      row.DOB !== null &&
      row.SDQ_REASON === 'SDQ1' &&
      isOfSchoolAge(row, collection) &&
      isLookedAfterAllYear({ Episodes, collection }, row.CHILD) &&
      `The child was ${ageOn(row.DOB, collection.start)} as the year began and ${ageOn(row.DOB, collection.end)} as it ended, yet the reason for having no SDQ score is their age (SDQ1).`,
  }),
  eachRow('OC2', {
    code: '180',
    message: 'Data entry for the strengths and difficulties questionnaire (SDQ) score is invalid.',
    fields: ['SDQ_SCORE'],
    inForce: { added: '2022-23' },
    reading: 'A score is a whole number from 0 to 40.',
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SDQ_SCORE: '40' }] },
      fails: { OC2: [{ CHILD: 'A1', SDQ_SCORE: '41' }] },
    },
    fails: ({ SDQ_SCORE }) =>
      SDQ_SCORE !== null &&
      !isScore(SDQ_SCORE) &&
      `The SDQ score is ${SDQ_SCORE}, which is not a whole number from 0 to 40.`,
  }),
  eachRow('OC2', {
    code: '185',
    message:
      'Child has not been looked after continuously for at least 12 months at 31 March but a Strengths and Difficulties (SDQ) score has been completed.',
    fields: ['SDQ_SCORE'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: allYearAsRead,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', SDQ_SCORE: '12' }] },
      fails: { Episodes: partOfTheYear, OC2: [{ CHILD: 'A1', SDQ_SCORE: '12' }] },
    },
    fails: ({ CHILD, SDQ_SCORE }, all) =>
      SDQ_SCORE !== null &&
      !isLookedAfterAllYear(all, CHILD) &&
      `${notAllYear(all)}, yet there is an SDQ score of ${SDQ_SCORE}.`,
  }),
  eachRow('OC2', {
    code: '186',
    message:
      'Children aged 4 or over at the start of the year and children aged under 17 at the end of the year and who have been looked after for at least 12 months continuously should have a Strengths and Difficulties (SDQ) score completed.',
    fields: ['SDQ_SCORE'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: 'It asks for the score itself: a reason for having none does not answer it.',
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '20/05/2012', SDQ_SCORE: '12' }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '20/05/2012', SDQ_REASON: 'SDQ3' }] },
    },
    fails: (row, all) =>
      row.DOB !== null &&
      row.SDQ_SCORE === null &&
      isOfSchoolAge(row, all.collection) &&
      isLookedAfterAllYear(all, row.CHILD) &&
      `The child, who was ${ageOn(row.DOB, all.collection.end)} on ${inWords(all.collection.end)}, was looked after all through the year, yet there is no SDQ score.`,
  }),
  eachRow('OC2', {
    code: '188',
    message:
      'Child is aged under 4 years at the end of the year, but a Strengths and Difficulties (SDQ) score or a reason for no SDQ score has been completed.',
    fields: ['SDQ_SCORE', 'SDQ_REASON'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', DOB: '31/03/2022', SDQ_SCORE: '9' }] },
      fails: { OC2: [{ CHILD: 'A1', DOB: '01/04/2022', SDQ_SCORE: '9' }] },
    },
    fails: (row, { collection: { end } }) => {
      const what = given(row)
      if (row.DOB === null || what === undefined || ageOn(row.DOB, end) >= 4) return undefined
      return `The child was not yet 4 on ${inWords(end)}, yet there is ${what}.`
    },
  }),
  eachRow('OC2', {
    code: '189',
    message:
      'Child is aged 17 years or over at the beginning of the year, but an Strengths and Difficulties (SDQ) score or a reason for no Strengths and Difficulties (SDQ) score has been completed.',
    fields: ['DOB', 'SDQ_SCORE', 'SDQ_REASON'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', DOB: '02/04/2008', SDQ_REASON: 'SDQ1' }] },
      fails: { OC2: [{ CHILD: 'A1', DOB: '01/04/2008', SDQ_REASON: 'SDQ1' }] },
    },
    fails: (row, { collection: { start } }) => {
      const what = given(row)
      if (row.DOB === null || what === undefined || ageOn(row.DOB, start) < 17) return undefined
      return `The child was ${ageOn(row.DOB, start)} on ${inWords(start)}, yet there is ${what}.`
    },
  }),
  eachRow('OC2', {
    code: '196',
    message: 'Strengths and Difficulties (SDQ) reason is not a valid code.',
    fields: ['SDQ_REASON'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SDQ_REASON: 'SDQ5' }] },
      fails: { OC2: [{ CHILD: 'A1', SDQ_REASON: 'SDQ9' }] },
    },
    fails: ({ SDQ_REASON }) =>
      SDQ_REASON !== null &&
      !reasons.has(SDQ_REASON) &&
      `The reason for having no SDQ score is ${SDQ_REASON}, which is not one of the codes.`,
  }),
  eachRow('OC2', {
    code: '197B',
    message: 'SDQ score or reason for no SDQ should be reported for 4- or 17-year-olds.',
    fields: ['SDQ_REASON', 'DOB'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: 'It is asked of children looked after for 12 months who become 4 or 17 after the first day of the year.',
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '14/11/2008', SDQ_REASON: 'SDQ1' }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '14/11/2008' }] },
    },
    fails: (row, all) => {
      const turned = birthdayOfChange(row, all.collection)
      if (turned === undefined || given(row) !== undefined || !isLookedAfterAllYear(all, row.CHILD)) return undefined
      return `The child, looked after all through the year, became ${turned.age} on ${inWords(turned.date)}, yet there is neither an SDQ score nor a reason for having none.`
    },
  }),
  eachRow('OC2', {
    code: '197a',
    message:
      'Reason for no Strengths and Difficulties (SDQ) score is not required if Strengths and Difficulties Questionnaire score is filled in.',
    fields: ['SDQ_SCORE', 'SDQ_REASON'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SDQ_SCORE: '17' }] },
      fails: { OC2: [{ CHILD: 'A1', SDQ_SCORE: '17', SDQ_REASON: 'SDQ4' }] },
    },
    fails: ({ SDQ_SCORE, SDQ_REASON }) =>
      SDQ_SCORE !== null &&
      SDQ_REASON !== null &&
      `There is an SDQ score of ${SDQ_SCORE}, yet also a reason for having none, ${SDQ_REASON}.`,
  }),
  eachRow('OC2', {
    code: '198',
    message:
      'Child has not been looked after continuously for at least 12 months at 31 March but a reason for no Strengths and Difficulties (SDQ) score has been completed.',
    fields: ['SDQ_REASON'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: allYearAsRead,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', SDQ_REASON: 'SDQ4' }] },
      fails: { Episodes: partOfTheYear, OC2: [{ CHILD: 'A1', SDQ_REASON: 'SDQ4' }] },
    },
    fails: ({ CHILD, SDQ_REASON }, all) =>
      SDQ_REASON !== null &&
      !isLookedAfterAllYear(all, CHILD) &&
      `${notAllYear(all)}, yet there is a reason for having no SDQ score, ${SDQ_REASON}.`,
  }),
]
