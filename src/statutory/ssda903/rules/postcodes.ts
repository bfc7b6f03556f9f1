import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { shortBreaks } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { plainPostcode } from '../postcodes.ts'
import type { Ssda903 } from '../tables.ts'
import { isOrWasUnaccompanied } from '../unaccompanied.ts'

const postcodes = ['HOME_POST', 'PL_POST'] as const
const called = { HOME_POST: 'home', PL_POST: 'placement' } as const

/** Rules on the postcodes of a child's home and placement. */
export const postcodeRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '392b',
    message: 'Child is looked after but no postcodes are recorded.',
    fields: ['HOME_POST', 'PL_POST'],
    inForce: { added: '2022-23' },
    reading:
      "One missing postcode is enough. Short breaks (V3, V4) are not judged, nor children whom this year's or last year's return has as unaccompanied asylum seekers.",
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', HOME_POST: 'AB1 0JD', PL_POST: 'AB1 0JD' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', HOME_POST: 'AB1 0JD' }] },
    },
    fails: (row, given) => {
      const missing = postcodes.filter(column => row[column] === null)
      if (missing.length === 0 || (row.LS !== null && shortBreaks.has(row.LS))) return
      if (isOrWasUnaccompanied(given, row.CHILD)) return
      return `The ${missing.map(column => called[column]).join(' and the ')} postcode of this episode is missing.`
    },
  }),
  judged({
    code: '392c',
    message: 'Postcode(s) provided are invalid.',
    fields: ['HOME_POST', 'PL_POST'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading:
      'A postcode is invalid where the directory of postcodes does not have it. Spaces and small letters do not matter.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', HOME_POST: 'ab10jd' }] },
      fails: { Episodes: [{ CHILD: 'A1', HOME_POST: 'AB1 0JD', PL_POST: 'NOWHERE' }] },
    },
    judge: ({ Episodes, postcodes: directory }, fail) => {
      for (const row of Episodes.rows)
        for (const column of postcodes) {
          const postcode = row[column]
          if (postcode === null || directory?.has(postcode) !== false) continue
          fail(`The ${called[column]} postcode ${postcode} does not exist.`, at(Episodes, row, column))
        }
    },
  }),
  eachRow('Episodes', {
    code: '392d',
    message: 'Home and placement postcodes should not be same unless the placement type is P1.',
    fields: ['HOME_POST', 'PL_POST', 'PLACE'],
    inForce: { added: '2022-23' },
    reading: 'It holds under every legal status. A missing placement type does not excuse the same postcode.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', HOME_POST: 'AB1 0JD', PL_POST: 'AB1 0JD' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'U4', HOME_POST: 'AB1 0JD', PL_POST: 'AB10JD' }] },
    },
    fails: ({ HOME_POST, PL_POST, PLACE }) => {
      if (HOME_POST === null || PL_POST === null || PLACE === 'P1') return
      if (plainPostcode(HOME_POST) !== plainPostcode(PL_POST)) return
      return `The placement ${PLACE ?? 'of no type'} has the postcode of the child's home, ${HOME_POST}, though the child is not placed with parents.`
    },
  }),
  eachRow('Episodes', {
    code: '398',
    message: 'Distance field completed but child looked after under legal status V3 or V4.',
    fields: ['LS', 'HOME_POST', 'PL_POST'],
    inForce: { added: '2022-23' },
    reading:
      'The message speaks of the distance, but the postcodes from which it is worked out are judged: either of them fails.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', PL_POST: 'AB1 0JD' }] },
    },
    fails: row => {
      const given = postcodes.filter(column => row[column] !== null)
      if (given.length === 0 || row.LS === null || !shortBreaks.has(row.LS)) return
      return `The ${given.map(column => called[column]).join(' and the ')} postcode is given for a short break (${row.LS}).`
    },
  }),
]
