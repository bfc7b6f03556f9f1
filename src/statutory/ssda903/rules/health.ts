import { ageOn, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy } from '../../table.ts'
import { careLeaverItems, episodesInYear, isReportedOn } from '../care-leavers.ts'
import { isLookedAfterAllYear } from '../episodes.ts'
import {
  allYearAsRead,
  coreHealthItems,
  filledIn,
  furtherHealthItems,
  healthItems,
  itemsInWords,
  leftBlank,
} from '../health-items.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const allYear = [{ CHILD: 'A1', DECOM: '12/02/2024', RNE: 'S', LS: 'C2' }]
const partOfTheYear = [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S', LS: 'C2' }]
const core = { IMMUNISATIONS: '1', TEETH_CHECK: '1', HEALTH_ASSESSMENT: '1', SUBSTANCE_MISUSE: '0' }

/** A child of whom this item is reported must have the four core items too. */
const asksForTheCore = (
  code: string,
  item: 'CONVICTED' | 'HEALTH_CHECK',
  { named, called }: { readonly named: string; readonly called: string },
): Rule<Ssda903> =>
  eachRow('OC2', {
    code,
    message: `Any child who has ${named} information completed must also have immunisation, teeth check, health assessment and substance misuse problem identified fields completed.`,
    fields: [item, ...coreHealthItems],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', [item]: '0', ...core }] },
      fails: { OC2: [{ CHILD: 'A1', [item]: '0', IMMUNISATIONS: '1' }] },
    },
    fails: row => {
      const blank = leftBlank(row)
      if (row[item] === null || blank.length === 0) return undefined
      return `An answer is given on ${called}, yet ${itemsInWords(blank)} ${blank.length === 1 ? 'is' : 'are'} left blank.`
    },
  })

/** Rules on the health of children looked after all through the year, and on their convictions. */
export const healthRules: readonly Rule<Ssda903>[] = [
  eachRow('OC2', {
    code: '181',
    message:
      'Data items relating to children looked after continuously for 12 months should be completed with a 0 or 1.',
    fields: healthItems,
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', CONVICTED: '0', ...core }] },
      fails: { OC2: [{ CHILD: 'A1', CONVICTED: 'Y', ...core }] },
    },
    fails: row => {
      const wrong = filledIn(row).filter(item => row[item] !== '0' && row[item] !== '1')
      if (wrong.length === 0) return undefined
      return `The answer on ${itemsInWords(wrong)} is ${wrong.map(item => row[item] ?? '').join(', ')}, where 0 or 1 is meant.`
    },
  }),
  eachRow('OC2', {
    code: '182',
    message:
      'Data entries on immunisations, teeth checks, health assessments and substance misuse problem identified should be completed or all OC2 fields should be left blank.',
    fields: [...coreHealthItems, ...furtherHealthItems],
    inForce: { added: '2022-23' },
    reading:
      'It fails where one of the four is blank while convictions, health promotion or an intervention is filled in. Some of the four without the others is for the rules on children looked after for 12 months.',
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SDQ_SCORE: '4' }] },
      fails: { OC2: [{ CHILD: 'A1', CONVICTED: '0', IMMUNISATIONS: '1', TEETH_CHECK: '0' }] },
    },
    fails: row => {
      const filled = filledIn(row, furtherHealthItems)
      const blank = leftBlank(row)
      if (filled.length === 0 || blank.length === 0) return undefined
      return `An answer is given on ${itemsInWords(filled)}, yet none on ${itemsInWords(blank)}.`
    },
  }),
  eachRow('OC2', {
    code: '190',
    message:
      'Child has not been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been completed.',
    fields: healthItems,
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: allYearAsRead,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', ...core }] },
      fails: { Episodes: partOfTheYear, OC2: [{ CHILD: 'A1', ...core }] },
    },
    fails: (row, given) => {
      const filled = filledIn(row)
      if (filled.length === 0 || isLookedAfterAllYear(given, row.CHILD)) return undefined
      return `The child was not looked after all through the year to ${inWords(given.collection.end)}, yet an answer is given on ${itemsInWords(filled)}.`
    },
  }),
  judged({
    code: '191',
    message:
      'Child has been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been left blank.',
    fields: [...coreHealthItems, 'CHILD'],
    judges: ['OC2', 'Episodes'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: `${allYearAsRead} Where OC2 has no row of the child, the episodes are marked.`,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', ...core }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', IMMUNISATIONS: '1' }] },
    },
    judge: (given, fail) => {
      const reported = rowsBy(given.OC2, 'CHILD')
      for (const [first] of groupsOf(given.Episodes, 'CHILD')) {
        if (first === undefined || !isLookedAfterAllYear(given, first.CHILD)) continue
        const rows = reported(first.CHILD)
        for (const row of rows) {
          const blank = leftBlank(row)
          if (blank.length > 0)
            fail(
              `The child was looked after all through the year, yet no answer is given on ${itemsInWords(blank)}.`,
              at(given.OC2, row, ...blank),
            )
        }
        // A child without a row has every item left blank. There is no row of OC2 to mark: the episodes are marked.
        if (rows.length === 0)
          fail(
            'The child was looked after all through the year, yet nothing is reported of their health.',
            ...episodesInYear(given, first.CHILD).map(episode => at(given.Episodes, episode, 'CHILD')),
          )
      }
    },
  }),
  judged({
    code: '215',
    message:
      'Child has care leaver information but one or more data items relating to children looked after for 12 months have been completed.',
    fields: [...careLeaverItems, ...healthItems],
    judges: ['OC2', 'OC3'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        OC2: [{ CHILD: 'A1', ...core }],
        OC3: [{ CHILD: 'B2', IN_TOUCH: 'YES', ACTIV: 'F1', ACCOM: 'U1' }],
      },
      fails: {
        OC2: [{ CHILD: 'A1', ...core }],
        OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'F1', ACCOM: 'U1' }],
      },
    },
    judge: (given, fail) => {
      const careLeavers = rowsBy(given.OC3, 'CHILD')
      for (const row of given.OC2.rows) {
        const filled = filledIn(row)
        const others = careLeavers(row.CHILD).filter(isReportedOn)
        if (filled.length === 0 || others.length === 0) continue
        fail(
          `The child is reported on as a care leaver, yet also as one looked after all through the year, with an answer on ${itemsInWords(filled)}.`,
          at(given.OC2, row, ...filled),
          ...others.map(other => at(given.OC3, other, ...careLeaverItems)),
        )
      }
    },
  }),
  eachRow('OC2', {
    code: '542',
    message: 'A child aged under 10 at 31 March should not have conviction information completed.',
    fields: ['CONVICTED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', DOB: '31/03/2016', CONVICTED: '0' }] },
      fails: { OC2: [{ CHILD: 'A1', DOB: '01/04/2016', CONVICTED: '0' }] },
    },
    fails: ({ DOB, CONVICTED }, { collection: { end } }) =>
      DOB !== null &&
      CONVICTED !== null &&
      ageOn(DOB, end) < 10 &&
      `The child was not yet 10 on ${inWords(end)}, yet an answer, ${CONVICTED}, is given on convictions.`,
  }),
  eachRow('OC2', {
    code: '543',
    message:
      'Child is aged 10 or over at 31 March and has been looked after continuously for 12 months yet conviction information has not been completed.',
    fields: ['DOB', 'CONVICTED'],
    needs: ['Episodes'],
    inForce: { added: '2022-23' },
    reading: allYearAsRead,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '01/04/2016' }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '31/03/2016' }] },
    },
    fails: ({ CHILD, DOB, CONVICTED }, given) =>
      DOB !== null &&
      CONVICTED === null &&
      ageOn(DOB, given.collection.end) >= 10 &&
      isLookedAfterAllYear(given, CHILD) &&
      `The child, who was ${ageOn(DOB, given.collection.end)} on ${inWords(given.collection.end)}, was looked after all through the year, yet no answer is given on convictions.`,
  }),
  asksForTheCore('544', 'CONVICTED', { named: 'conviction', called: 'convictions' }),
  eachRow('OC2', {
    code: '545',
    message:
      'Child is aged under 5 at 31 March and has been looked after continuously for 12 months yet health promotion information has not been completed.',
    fields: ['DOB', 'HEALTH_CHECK'],
    inForce: { added: '2022-23' },
    reading: `${allYearAsRead} Without a file of episodes every child in OC2 is taken to have been.`,
    examples: {
      passes: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '31/03/2021' }] },
      fails: { Episodes: allYear, OC2: [{ CHILD: 'A1', DOB: '01/04/2021' }] },
    },
    // Without a file of episodes, to stand in the file of children looked after all through the year says that one was.
    fails: ({ CHILD, DOB, HEALTH_CHECK }, given) =>
      DOB !== null &&
      HEALTH_CHECK === null &&
      ageOn(DOB, given.collection.end) < 5 &&
      (!given.Episodes.isGiven || isLookedAfterAllYear(given, CHILD)) &&
      `The child, not yet 5 on ${inWords(given.collection.end)}, was looked after all through the year, yet no answer is given on health promotion.`,
  }),
  eachRow('OC2', {
    code: '546',
    message: 'Children aged 5 or over at 31 March should not have health promotion information completed.',
    fields: ['DOB', 'HEALTH_CHECK'],
    inForce: { added: '2022-23' },
    reading: 'The age alone counts, however long the child has been looked after.',
    examples: {
      passes: { OC2: [{ CHILD: 'A1', DOB: '01/04/2021', HEALTH_CHECK: '1' }] },
      fails: { OC2: [{ CHILD: 'A1', DOB: '31/03/2021', HEALTH_CHECK: '1' }] },
    },
    fails: ({ DOB, HEALTH_CHECK }, { collection: { end } }) =>
      DOB !== null &&
      HEALTH_CHECK !== null &&
      ageOn(DOB, end) >= 5 &&
      `The child was ${ageOn(DOB, end)} on ${inWords(end)}, yet an answer, ${HEALTH_CHECK}, is given on health promotion.`,
  }),
  asksForTheCore('547', 'HEALTH_CHECK', { named: 'health promotion', called: 'health promotion' }),
]
