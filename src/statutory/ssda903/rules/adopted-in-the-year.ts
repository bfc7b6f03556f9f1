import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { adoptionItems, adoptionsOf, blankItems, endsInAdoption, isAnyWritten } from '../adoption.ts'
import { episodesOf, isLookedAfterAllYear } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** What is said of a care leaver. */
const careLeaverItems = ['IN_TOUCH', 'ACTIV', 'ACCOM'] as const

/** Whether an episode says that the child was adopted, and on a day in the year. */
const isAdoptedIn = ({ collection: { start, end } }: Ssda903, episode: Episode): boolean =>
  endsInAdoption(episode) && episode.DEC !== null && episode.DEC >= start && episode.DEC <= end

/** The rules that an adoption is described just where the child was adopted in the year. */
export const adoptedInTheYearRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '134',
    message: 'Data on adoption should not be entered for the OC3 cohort.',
    fields: [...careLeaverItems, ...adoptionItems],
    inForce: { added: '2022-23' },
    judges: ['OC3', 'AD1'],
    examples: {
      passes: {
        OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES' }, { CHILD: 'B2' }],
        AD1: [{ CHILD: 'A1' }, { CHILD: 'B2', NB_ADOPTR: '1' }],
      },
      fails: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES' }], AD1: [{ CHILD: 'A1', NB_ADOPTR: '1' }] },
    },
    judge: (given, fail) => {
      const { OC3, AD1 } = given
      for (const leaver of OC3.rows) {
        if (!isAnyWritten(OC3, leaver, careLeaverItems)) continue
        for (const adoption of adoptionsOf(given, leaver.CHILD)) {
          if (!isAnyWritten(AD1, adoption, adoptionItems)) continue
          fail(
            'The young person is described both as a care leaver and as adopted.',
            at(OC3, leaver, ...careLeaverItems),
            at(AD1, adoption, ...adoptionItems),
          )
        }
      }
    },
  }),
  judged({
    code: '187',
    message:
      'Child cannot be looked after continuously for 12 months at 31 March (OC2) and have any of adoption or care leavers returns completed.',
    fields: [...adoptionItems, ...careLeaverItems],
    inForce: { added: '2022-23' },
    reading:
      'Looked after for 12 months means: in care by 1 April, and no episode in the year that starts care anew, ends it or is a short break. A row without any of the named items filled in passes.',
    judges: ['OC3', 'AD1'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/06/2024', LS: 'C2' },
          { CHILD: 'B2', DECOM: '12/06/2025', LS: 'C2' },
        ],
        OC3: [{ CHILD: 'A1' }],
        AD1: [{ CHILD: 'B2', NB_ADOPTR: '1' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2024', LS: 'C2' }],
        AD1: [{ CHILD: 'A1', NB_ADOPTR: '1' }],
      },
    },
    judge: (given, fail) => {
      const { OC3, AD1 } = given
      const lookedAfter = 'The child was looked after for the whole of the year'
      for (const leaver of OC3.rows)
        if (isAnyWritten(OC3, leaver, careLeaverItems) && isLookedAfterAllYear(given, leaver.CHILD))
          fail(`${lookedAfter}, but is described as a care leaver.`, at(OC3, leaver, ...careLeaverItems))
      for (const adoption of AD1.rows)
        if (isAnyWritten(AD1, adoption, adoptionItems) && isLookedAfterAllYear(given, adoption.CHILD))
          fail(`${lookedAfter}, but is described as adopted.`, at(AD1, adoption, ...adoptionItems))
    },
  }),
  judged({
    code: '601',
    message:
      'The additional fields relating to adoption have not been completed although the episode data shows that the child was adopted during the year.',
    fields: ['REC', ...adoptionItems],
    inForce: { added: '2022-23' },
    reading:
      'Adopted in the year means an episode with the reason E11 or E12 and an end date in the year; without an end date this rule does not ask. Every blank item is one to fill in.',
    judges: ['Episodes', 'AD1'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DEC: '12/06/2025', REC: 'E11' },
          { CHILD: 'B2', DEC: '12/06/2025', REC: 'E4A' },
          { CHILD: 'C3', REC: 'E12' },
        ],
        AD1: [
          {
            CHILD: 'A1',
            DATE_INT: '05/05/2024',
            DATE_MATCH: '14/02/2025',
            FOSTER_CARE: '0',
            NB_ADOPTR: '1',
            SEX_ADOPTR: 'F1',
            LS_ADOPTR: 'L0',
          },
        ],
      },
      fails: { Episodes: [{ CHILD: 'A1', DEC: '12/06/2025', REC: 'E11' }] },
    },
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        if (!isAdoptedIn(given, episode)) continue
        const adopted = 'The child was adopted during the year'
        const place = at(given.Episodes, episode, 'REC')
        const adoptions = adoptionsOf(given, episode.CHILD)
        if (adoptions.length === 0) fail(`${adopted}, but the adoption is not described.`, place)
        for (const adoption of adoptions) {
          const blank = blankItems(given.AD1, adoption)
          if (blank.length === 0) continue
          fail(
            `${adopted}, but of the adoption ${blank.join(', ')} ${blank.length === 1 ? 'is' : 'are'} blank.`,
            place,
            at(given.AD1, adoption, ...blank),
          )
        }
      }
    },
  }),
  eachRow('AD1', {
    code: '602',
    message: 'The episode data submitted for this child does not show that he/she was adopted during the year.',
    fields: ['CHILD'],
    inForce: { added: '2022-23' },
    reading:
      'Only a row in which an item of the adoption is filled in is looked at. An episode with the reason E11 or E12 shows an adoption in the year only where its end date is in the year.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DEC: '12/06/2025', REC: 'E11' }],
        AD1: [{ CHILD: 'A1', NB_ADOPTR: '1' }, { CHILD: 'B2' }],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DEC: '12/06/2025', REC: 'E4A' },
          { CHILD: 'B2', REC: 'E11' },
        ],
        AD1: [
          { CHILD: 'A1', NB_ADOPTR: '1' },
          { CHILD: 'B2', NB_ADOPTR: '1' },
        ],
      },
    },
    fails: (adoption, given) =>
      isAnyWritten(given.AD1, adoption, adoptionItems) &&
      !episodesOf(given, adoption.CHILD).some(episode => isAdoptedIn(given, episode)) &&
      'An adoption of the child is described, but no episode of this year ends with it.',
  }),
]
