import { birthday, daysBetween, inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { ageRule } from '../age-rules.ts'
import { headersOf, isOneOf } from '../looked-after-children.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** A rule on how long a temporary placement may last, for those that have ended. */
const temporaryFor = (code: string, message: string, place: string, days: number): Rule<Ssda903> => {
  const known = new Set([place])
  return eachRow('Episodes', {
    code,
    message,
    fields: ['DECOM', 'PLACE'],
    inForce: { added: '2022-23' },
    reading: `Only placements that have ended are judged: ${days} days pass, one more fails.`,
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: place, DECOM: '12/06/2025', DEC: '19/06/2025' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: place, DECOM: '12/06/2025', DEC: '12/08/2025' }] },
    },
    fails: ({ PLACE, DECOM, DEC }) => {
      if (DECOM === null || DEC === null || !isOneOf(PLACE, known)) return false
      const lasted = daysBetween(DECOM, DEC)
      return lasted > days && `The temporary placement (${place}) began on ${inWords(DECOM)} and lasted ${lasted} days.`
    },
  })
}

const communityHome = new Set(['K2'])
const voluntary = new Set(['V2'])

/** Rules on legal statuses and placements that a child is too young or too old for, or in which it stays too long. */
export const ageAndPlacementRules: readonly Rule<Ssda903>[] = [
  ageRule({
    code: '234',
    message: 'A child aged under 10 can not change placement due to being admitted to custody',
    fields: ['REASON_PLACE_CHANGE', 'DOB'],
    inForce: { added: '2025-26' },
    on: 'DEC',
    column: 'REASON_PLACE_CHANGE',
    codes: ['CUSTOD'],
    when: 'the placement ended because the child was admitted to custody',
    age: { from: 10 },
  }),
  ageRule({
    code: '358',
    message: 'Child with this legal status should not be under 10.',
    fields: ['DECOM', 'DOB', 'LS'],
    on: 'DECOM',
    column: 'LS',
    codes: ['J1', 'J2', 'J3'],
    when: 'an episode began on remand, in detention or under sentence',
    age: { from: 10 },
  }),
  eachRow('Episodes', {
    code: '359',
    message:
      'Child being looked after following 18th birthday must be accommodated under section 20(5) of the Children Act 1989 in a community home.',
    fields: ['DEC', 'LS', 'PLACE'],
    inForce: { added: '2022-23' },
    reading:
      'Both V2 and K2 are asked for. An episode that ends on the 18th birthday passes; an open one is judged at the end of the year.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2007' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'U1', DEC: '12/06/2025' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2007' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'U1', DEC: '13/06/2025' }],
      },
    },
    fails: ({ CHILD, DEC, LS, PLACE }, given) => {
      if (isOneOf(LS, voluntary) && isOneOf(PLACE, communityHome)) return false
      for (const { DOB } of headersOf(given, CHILD)) {
        if (DOB === null) continue
        const adult = birthday(DOB, 18)
        if ((DEC ?? given.collection.end) > adult)
          return `The episode went on after the 18th birthday on ${inWords(adult)}, with legal status ${LS ?? 'missing'} and placement ${PLACE ?? 'missing'}, not V2 and K2.`
      }
      return false
    },
  }),
  ageRule({
    code: '371',
    message: 'Child in supported accomodation not subject to children’s homes regulations should be at least 16.',
    fields: ['DECOM', 'PLACE'],
    inForce: { added: '2022-23', changed: '2024-25' },
    on: 'DECOM',
    column: 'PLACE',
    codes: ['K3'],
    when: 'an episode in supported accommodation began',
    age: { from: 16 },
  }),
  ageRule({
    code: '372',
    message: 'Child in youth custody or prison should be at least 10.',
    fields: ['DECOM', 'PLACE'],
    on: 'DECOM',
    column: 'PLACE',
    codes: ['R5'],
    when: 'an episode in youth custody or prison began',
    age: { from: 10 },
  }),
  ageRule({
    code: '373',
    message: 'Child placed in a school should be at least 4 years old.',
    fields: ['DECOM', 'PLACE'],
    on: 'DECOM',
    column: 'PLACE',
    codes: ['S1'],
    when: 'an episode in a residential school began',
    age: { from: 4 },
  }),
  ageRule({
    code: '374',
    message: 'Child in residential employment should be at least 14 years old.',
    fields: ['DECOM', 'PLACE'],
    on: 'DECOM',
    column: 'PLACE',
    codes: ['P3'],
    when: 'an episode in residential employment began',
    age: { from: 14 },
  }),
  temporaryFor('375', 'Hospitalisation coded as a temporary placement exceeds six weeks.', 'T1', 42),
  temporaryFor(
    '376',
    'Temporary placements coded as being due to holiday of usual foster carer(s) cannot exceed three weeks.',
    'T3',
    21,
  ),
  temporaryFor(
    '379',
    'Temporary placements for unspecified reason (placement code T4) cannot exceed seven days.',
    'T4',
    7,
  ),
]
