import type { Rule } from '../../rule.ts'
import { ageRule } from '../age-rules.ts'
import type { Ssda903 } from '../tables.ts'

/** Rules on how old a child is when care begins or ends. */
export const ageAtStartAndEndRules: readonly Rule<Ssda903>[] = [
  ageRule({
    code: '352',
    message: 'Child who started to be looked after was aged 18 or over.',
    fields: ['DECOM', 'RNE'],
    on: 'DECOM',
    column: 'RNE',
    codes: ['S'],
    when: 'care began',
    age: { under: 18 },
  }),
  ageRule({
    code: '386',
    message: 'Reason episode ceased is adopted but child has reached age 18.',
    fields: ['REC'],
    on: 'DEC',
    column: 'REC',
    codes: ['E11', 'E12'],
    when: 'care ended with adoption',
    age: { under: 18 },
  }),
  ageRule({
    code: '387',
    message:
      'Reason episode ceased is child moved into independent living arrangement, but the child is aged under 14.',
    fields: ['REC'],
    on: 'DEC',
    column: 'REC',
    codes: ['E5', 'E6'],
    when: 'care ended with a move into independent living',
    age: { from: 14 },
  }),
  ageRule({
    code: '389',
    message:
      'Reason episode ceased is that child transferred to care of adult social care services, but child is aged under 16.',
    fields: ['REC'],
    on: 'DEC',
    column: 'REC',
    codes: ['E7'],
    when: 'care passed to adult social care',
    age: { from: 16 },
  }),
  ageRule({
    code: '407',
    message: 'Reason episode ceased is Special Guardianship Order, but child has reached age 18.',
    fields: ['DEC', 'DOB', 'REC'],
    on: 'DEC',
    column: 'REC',
    codes: ['E45', 'E46', 'E47', 'E48'],
    when: 'care ended with a special guardianship order',
    age: { under: 18 },
  }),
  ageRule({
    code: '460',
    message:
      'Reason episode ceased is that child stayed with current carers at age 18 (or above), but child is aged under 18.',
    fields: ['DEC', 'REC'],
    on: 'DEC',
    column: 'REC',
    codes: ['E17'],
    when: 'care ended and the child stayed with the same carers',
    age: { from: 18 },
  }),
]
