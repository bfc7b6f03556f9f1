import { isWithin } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { careLeaverItems, episodesInYear, isCareLeaver, isReportedOn } from '../care-leavers.ts'
import { isOneOf } from '../looked-after-children.ts'
import type { Child } from '../looked-after-children.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

// Until 2023-24 the sexes were written 1 and 2.
const female: ReadonlySet<string> = new Set(['F', '2'])

const daysOf = ({ collection: { start, end } }: Ssda903) => ({ from: start, to: end })

/** Why the mother status is not valid: no code, or left blank for a girl of whom it is asked. */
const whyInvalid = (
  { MOTHER, SEX }: Pick<Child, 'MOTHER' | 'SEX'>,
  { began, isReported }: { readonly began: boolean; readonly isReported: boolean },
): string | undefined => {
  if (MOTHER === '0' || MOTHER === '1') return undefined
  if (MOTHER !== null) return `Whether the child is a mother is answered with ${MOTHER}, where 0 or 1 is meant.`
  if (!isOneOf(SEX, female)) return undefined
  if (began) return 'An episode of the girl began in the year, yet whether she is a mother is left blank.'
  if (isReported) return undefined
  return 'Whether the girl is a mother is left blank, yet she is not reported on as a care leaver either.'
}

/** Rules on whether a girl is a mother, where care leavers come into it. */
export const motherStatusRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '165',
    message: 'Data entry for mother status is invalid.',
    fields: ['MOTHER', 'SEX', 'ACTIV', 'ACCOM', 'IN_TOUCH', 'DECOM'],
    judges: ['Header', 'Episodes', 'OC3'],
    inForce: { added: '2022-23' },
    reading:
      'A blank fails for a girl with an episode that began in the year, and for one of whom OC3 says nothing either. All episodes and OC3 rows of the child are marked. A boy’s 0 or 1 passes.',
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
      const episodesBy = rowsBy(given.Episodes, 'CHILD')
      const careLeaversBy = rowsBy(given.OC3, 'CHILD')
      for (const row of given.Header.rows) {
        const episodes = episodesBy(row.CHILD)
        const careLeavers = careLeaversBy(row.CHILD)
        const began = episodes.some(({ DECOM }) => DECOM !== null && isWithin(DECOM, daysOf(given)))
        const why = whyInvalid(row, { began, isReported: careLeavers.some(isReportedOn) })
        if (why === undefined) continue
        fail(
          why,
          at(given.Header, row, 'MOTHER', 'SEX'),
          ...episodes.map(episode => at(given.Episodes, episode, 'DECOM')),
          ...careLeavers.map(leaver => at(given.OC3, leaver, ...careLeaverItems)),
        )
      }
    },
  }),
  eachRow('Header', {
    code: '628',
    message: 'Motherhood details are not required for care leavers who have not been looked after during the year.',
    fields: ['MOTHER'],
    needs: ['Episodes', 'OC3'],
    inForce: { added: '2022-23' },
    reading:
      'Only Header is marked. An episode that lies in the year in part is enough to have been looked after in it.',
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
