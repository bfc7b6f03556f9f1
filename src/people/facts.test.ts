import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { disabilities, ethnicities } from './codes.ts'
import { noFacts, problemsOf, tidied } from './facts.ts'
import type { Facts } from './facts.ts'
import { isNhsNumber, isUniquePupilNumber, readIdentifier } from './identifiers.ts'
import { clustersOf } from './links.ts'
import { goesBy, unnamed } from './names.ts'
import { nearFamily } from '../access/visibility.ts'
import { inWordsFrom, relationshipKinds } from './relationship-kinds.ts'

const today = '2020-12-14'
const problems = (facts: Partial<Facts>, kind: 'child' | 'adult' = 'child') =>
  problemsOf(kind, tidied({ ...noFacts, ...facts }), today).map(({ fact }) => fact)

describe('facts', () => {
  it('are taken from the plainest to the rarest name', () => {
    for (const name of [
      { given: 'Gráinne', family: 'O’Brien-Ní Dhomhnaill' },
      { given: '小明', family: '王' },
      { family: "D'Souza" },
    ])
      assert.deepEqual(problems({ ...name, bornOn: '2016-02-29' }), [])
  })
  it('need a name, or the date on which a child is expected', () => {
    assert.deepEqual(problems({}), ['given'])
    assert.deepEqual(problems({ given: '   ' }), ['given'])
    assert.deepEqual(problems({ expectedOn: '2021-03-01' }), [])
    assert.deepEqual(problems({ expectedOn: '2021-03-01' }, 'adult'), ['given', 'expectedOn'])
  })
  it('name every fact that is wrong', () => {
    assert.deepEqual(
      problems({ given: 'a'.repeat(101), bornOn: '2020-12-15', ethnicity: 'XXXX', disabilities: ['NONE', 'LD'] }),
      ['given', 'bornOn', 'ethnicity', 'disabilities'],
    )
    assert.deepEqual(problems({ given: 'A', bornOn: '2017-02-29' }), ['bornOn'])
    assert.deepEqual(problems({ given: 'A', bornOn: '2017-03-01', diedOn: '2017-02-28' }), ['diedOn'])
    assert.deepEqual(problems({ expectedOn: '2022-01-01' }), ['expectedOn'])
    assert.deepEqual(problems({ given: 'A', bornOn: '2020-11-01', expectedOn: '2019-01-01' }), ['expectedOn'])
  })
  it('know the codes of the census', () => {
    assert.equal(ethnicities.WROM, 'Gypsy or Roma')
    assert.equal(disabilities.AUT, 'Autism or Asperger syndrome')
  })
})

describe('names', () => {
  it('are those that people go by', () => {
    assert.equal(goesBy({ given: 'Amirah', preferred: 'Amira', family: 'Okafor-Byrne' }), 'Amira Okafor-Byrne')
    assert.equal(goesBy({ given: '小明', preferred: null, family: '王' }), '王小明')
    assert.equal(goesBy({ given: '小明', preferred: 'Ming', family: '王' }), 'Ming 王')
    assert.equal(goesBy({ given: null, preferred: null, family: 'Smith' }), 'Smith')
    assert.equal(unnamed(true, 'Grace O’Brien'), 'Unborn baby of Grace O’Brien')
    assert.equal(unnamed(true, undefined), 'Unborn baby')
  })
})

describe('identifiers', () => {
  it('are checked by their digit or letter', () => {
    assert.ok(isNhsNumber('9434765919'))
    assert.ok(!isNhsNumber('9434765910'))
    assert.ok(!isNhsNumber('943476591'))
    assert.deepEqual(readIdentifier('nhsNumber', ' 943 476 5919 '), { value: '9434765919' })
    assert.match(JSON.stringify(readIdentifier('nhsNumber', '1234567890')), /10 digits/)
  })
  it('of pupils have one letter that their digits give, a temporary number’s included', () => {
    for (const rest of ['823432110001', '123456789012', '12345678901A', '999999999999']) {
      const right = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter(letter => isUniquePupilNumber(`${letter}${rest}`))
      assert.equal(right.length, 1, rest)
    }
    // 1 x 2 is 2, and the third letter is C.
    assert.ok(isUniquePupilNumber('C100000000000'))
    assert.ok(!isUniquePupilNumber('C1000000000'))
    assert.ok(!isUniquePupilNumber('C10000000000I'))
  })
  it('of the NHS show any one wrong digit', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = Array.from('9434765919')
        digits[at] = String((Number(digits[at]) + by) % 10)
        assert.ok(!isNhsNumber(digits.join('')))
      }),
    ))
})

describe('clusters', () => {
  it('are those of a search through all links, numbered by their lowest', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), { maxLength: 14 }),
        links => {
          const identities = Array.from({ length: 12 }, (_, index) => index + 1)
          const clusters = clustersOf(identities, links)
          for (const identity of identities) {
            const reached = new Set([identity])
            for (let size = 0; size !== reached.size;) {
              size = reached.size
              for (const [one, other] of links) if (reached.has(one) || reached.has(other)) reached.add(one).add(other)
            }
            assert.equal(clusters.get(identity), Math.min(...reached))
          }
        },
      ),
    ))
})

describe('relationships', () => {
  it('are read from both ends', () => {
    assert.equal(inWordsFrom('mother', 'one'), 'mother')
    assert.equal(inWordsFrom('mother', 'other'), 'child')
    assert.equal(inWordsFrom('halfSibling', 'other'), inWordsFrom('halfSibling', 'one'))
  })
  it('that open a family are all declared', () => {
    for (const kind of nearFamily) assert.ok(Object.hasOwn(relationshipKinds, kind), kind)
  })
})
