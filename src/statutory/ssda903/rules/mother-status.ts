import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { careLeaverItems, episodesInYear, isCareLeaver, isOfCare, isReportedOn } from '../care-leavers.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

// Until 2023-24 the sexes were written 1 and 2.
const male: ReadonlySet<string> = new Set(['M', '1'])
const female: ReadonlySet<string> = new Set(['F', '2'])

/** Rules on whether a girl is a mother, where care leavers come into it. */
export const motherStatusRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '165',
    message: 'Data entry for mother status is invalid.',
    fields: ['MOTHER', 'SEX', 'ACTIV', 'ACCOM', 'IN_TOUCH', 'DECOM'],
    judges: ['Header', 'Episodes', 'OC3'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', SEX: 'F', MOTHER: '0' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', LS: 'C2' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', SEX: 'F' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', LS: 'C2' }],
      },
    },
    judge: (given, fail) => {
      const careLeavers = rowsBy(given.OC3, 'CHILD')
      for (const row of given.Header.rows) {
        const { CHILD, SEX, MOTHER } = row
        const here = at(given.Header, row, 'MOTHER', 'SEX')
        if (MOTHER !== null && MOTHER !== '0' && MOTHER !== '1')
          fail(`Whether the child is a mother is answered with ${MOTHER}, where 0 or 1 is meant.`, here)
        else if (MOTHER !== null && SEX !== null && male.has(SEX))
          fail(`The child is male, yet whether he is a mother is answered with ${MOTHER}.`, here)
        else if (MOTHER === null && SEX !== null && female.has(SEX)) {
          const episodes = episodesInYear(given, CHILD).filter(isOfCare)
          if (episodes.length === 0) continue
          fail(
            'The girl was looked after in the year, yet whether she is a mother is left blank.',
            here,
            ...episodes.map(episode => at(given.Episodes, episode, 'DECOM')),
            ...careLeavers(CHILD)
              .filter(isReportedOn)
              .map(leaver => at(given.OC3, leaver, ...careLeaverItems)),
          )
        }
      }
    },
  }),
  eachRow('Header', {
    code: '628',
    message: 'Motherhood details are not required for care leavers who have not been looked after during the year.',
    fields: ['MOTHER'],
    needs: ['Episodes', 'OC3'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', MOTHER: '1' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2024', DEC: '03/05/2025', REC: 'E8' }],
        OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', MOTHER: '1' }],
        Episodes: [{ CHILD: 'B2', DECOM: '12/06/2025' }],
        OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1' }],
      },
    },
    fails: ({ CHILD, MOTHER }, given) =>
      MOTHER !== null &&
      isCareLeaver(given, CHILD) &&
      episodesInYear(given, CHILD).length === 0 &&
      `The care leaver was not looked after in the year, yet the mother status is filled in with ${MOTHER}.`,
  }),
]
