import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../calendar/index.ts'
import { compare } from './compare.ts'
import { fieldNames, fields } from './fields.ts'
import type { Field } from './fields.ts'
import { linkRegisters } from './link.ts'
import { evidenceOf, scaleFor, score } from './score.ts'
import { fold, nothingKnown } from './person.ts'
import type { Description } from './person.ts'
import { others } from './weights.ts'

const scale = scaleFor(1_000_000)
const amira: Description = {
  ...nothingKnown,
  given: 'Amira',
  family: 'Okafor-Byrne',
  bornOn: '2014-03-05',
  sex: 'female',
  homes: [{ line: '12 Alder Road', postcode: 'QX1 2AB' }],
}
const level = (field: Field, one: Partial<Description>, other: Partial<Description>): string | undefined => {
  const pattern = compare(fold({ ...nothingKnown, ...one }), fold({ ...nothingKnown, ...other }))
  return fields[field][pattern[fieldNames.indexOf(field)] ?? -1]
}
const named = (given: string | null, family: string | null): Partial<Description> => ({ given, family })
const likely = (one: Partial<Description>, other: Partial<Description>): number =>
  score(scale, fold({ ...nothingKnown, ...one }), fold({ ...nothingKnown, ...other })).probability

describe('names agree', () => {
  const given = (one: string, other: string) => level('given', named(one, 'Smith'), named(other, 'Smith'))
  const family = (one: string, other: string) => level('family', named('Amira', one), named('Amira', other))

  it('whatever their marks, hyphens, apostrophes and case', () => {
    assert.equal(given('SIOBHÁN', 'siobhan'), 'same')
    assert.equal(given('Mary-Ann', 'Maryann'), 'same')
    assert.equal(family('O’Brien', "o'brien"), 'same')
    assert.equal(family('Łukasz', 'Lukasz'), 'same')
  })
  it('as short forms and as spellings from another script', () => {
    assert.equal(given('Bill', 'William'), 'knownForm')
    assert.equal(given('Mohammed', 'Muhammad'), 'knownForm')
    assert.equal(family('Kowalski', 'Kowalska'), 'knownForm')
    assert.equal(family('Chowdhury', 'Choudhary'), 'knownForm')
    assert.equal(family('王', 'Wong'), 'knownForm')
  })
  it('in part, where one has more names than the other', () => {
    assert.equal(family('Okafor', 'Okafor-Byrne'), 'inPart')
    assert.equal(family('O’Brien-Ní Dhomhnaill', 'Ní Dhomhnaill'), 'inPart')
    assert.equal(family('de Sousa', 'de la Cruz'), 'different', 'a particle is no name')
  })
  it('nearly, where a hand has slipped', () => {
    assert.equal(given('Jessica', 'Jesscia'), 'close')
    assert.equal(family('Attfield', 'Atfield'), 'close')
    assert.equal(given('Tom', 'Tim'), 'different', 'of short names another letter is another name')
  })
  it('with first and last name in each other’s place', () => {
    assert.equal(level('order', named('Okonkwo', 'Ifeoma'), named('Ifeoma', 'Okonkwo')), 'swapped')
    assert.equal(level('order', named('Thomas', 'James'), named('Thomas', 'James')), 'asWritten')
  })
  it('where the whole was typed into one place, family name first in Han', () => {
    assert.equal(level('given', named('王小明', null), named('小明', '王')), 'same')
    assert.equal(level('family', named('王小明', null), named('小明', '王')), 'same')
    assert.equal(level('family', named(null, 'Lowri Newcomer'), named('Lowri', 'Newcomer')), 'same')
  })
  it('not at all, where they are ten thousand letters of nothing', () => {
    assert.equal(given('x'.repeat(10_000), 'Amira'), 'different')
    assert.equal(given('%', 'Amira'), undefined)
  })
})

describe('dates and places agree', () => {
  const birth = (bornOn: string) => level('birth', { bornOn }, { bornOn: '2014-03-05' })
  it('a date with day and month exchanged, one slip, or a part otherwise', () => {
    assert.deepEqual(
      ['2014-03-05', '2014-05-03', '2014-03-06', '2014-11-05', '2014-03-20', '2014-12-31', '2001-09-09'].map(birth),
      ['same', 'swapped', 'oneDigit', 'twoParts', 'twoParts', 'sameYear', 'different'],
    )
  })
  it('an expected date with the day of the birth', () => {
    assert.equal(level('expected', { expectedOn: '2021-03-01' }, { bornOn: '2021-02-20' }), 'threeWeeks')
    assert.equal(level('expected', { expectedOn: '2021-03-01' }, { bornOn: '2016-02-20' }), 'different')
    assert.equal(level('expected', { bornOn: '2016-02-20' }, { bornOn: '2016-02-20' }), undefined)
  })
  it('an address however it is written', () => {
    const home = (line: string | null, postcode: string | null) =>
      level(
        'home',
        { homes: [{ line, postcode }] },
        { homes: [{ line: 'Flat 3, 12 Alder Road', postcode: 'QX1 2AB' }] },
      )
    assert.equal(home('12 alder rd, flat 3', 'qx12ab'), 'house')
    assert.equal(home('12 alder rd, flat 3', null), 'house')
    assert.equal(home(null, 'QX1 2AB'), 'postcode')
    assert.equal(home('9 Kiln Lane', 'QX1 2ZZ'), 'sector')
    assert.equal(home('9 Kiln Lane', 'ZE1 9ZZ'), 'different')
  })
})

describe('a score', () => {
  it('is sure of a full record, and of one with day and month or the names exchanged', () => {
    assert.ok(likely(amira, amira) > 0.999)
    assert.ok(likely({ ...amira, bornOn: '2014-05-03' }, amira) > 0.99)
    assert.ok(likely({ ...amira, given: 'Okafor-Byrne', family: 'Amira' }, amira) > 0.99)
    assert.ok(likely({ nhsNumber: '9990000018' }, { nhsNumber: '9990000018' }) > 0.5)
  })
  it('does not take brothers, sisters and twins for one child', () => {
    assert.ok(likely({ ...amira, given: 'Zara' }, amira) < 0.5, 'a twin')
    assert.ok(likely({ ...amira, given: 'Tom', sex: 'male' }, amira) < 0.01, 'a twin brother')
    assert.ok(likely({ ...amira, given: 'Tom', bornOn: '2016-02-01' }, amira) < 0.001, 'a brother')
  })
  it('finds an unborn child by the mother alone, and does not take an older child of hers for it', () => {
    const mothers = [{ given: 'Una', family: 'Expecting' }]
    const homes = [{ line: '4 Chapel Row', postcode: 'QX3 4AB' }]
    const unborn = { mothers, homes, expectedOn: '2021-03-01' }
    assert.ok(likely(unborn, unborn) > 0.9)
    assert.ok(likely({ mothers, expectedOn: '2021-03-08' }, { mothers, expectedOn: '2021-03-01' }) > 0.2)
    assert.ok(likely(unborn, { ...amira, mothers, homes }) < 0.01)
  })
  it('weighs a rare name more than a common one', () => {
    const frequencies = { given: new Map([['jack', 0.02]]), family: new Map([['smith', 0.012]]) }
    const common = scaleFor(1_000_000, frequencies)
    const of = (given: string, family: string) => {
      const one = fold({ ...nothingKnown, given, family, bornOn: '2014-03-05' })
      return score(common, one, one).weight
    }
    assert.ok(of('Jack', 'Smith') < of('Ifeoma', 'Smith'))
    assert.ok(of('Ifeoma', 'Smith') < of('Ifeoma', 'Attfield'))
  })
  it('says of every known field what it says, in words', () => {
    const [one, other] = [fold({ ...amira, given: 'Ameera', bornOn: '2014-05-03' }), fold(amira)]
    const evidence = evidenceOf(scale, one, score(scale, one, other))
    assert.deepEqual(
      evidence.map(({ field, agreement }) => [field, agreement]),
      [
        ['given', 'knownForm'],
        ['family', 'same'],
        ['birth', 'swapped'],
        ['sex', 'same'],
        ['home', 'house'],
      ],
    )
    assert.equal(evidence[2]?.inWords, 'Date of birth with day and month exchanged')
  })
})

const words = fc.constantFrom(
  'Amira',
  'Amirah',
  'Tom',
  'William',
  'Bill',
  'O’Brien',
  'Okafor-Byrne',
  '王小明',
  'Mary Ann',
  '',
)
const person = fc.record({
  given: fc.oneof(words, fc.string({ maxLength: 12 })),
  family: fc.oneof(words, fc.string({ maxLength: 12 })),
  bornOn: fc.option(fc.integer({ min: 0, max: 9000 }).map(days => addDays('2000-01-01', days))),
  expectedOn: fc.option(fc.integer({ min: 0, max: 900 }).map(days => addDays('2020-01-01', days))),
  sex: fc.constantFrom('female' as const, 'male' as const, null),
  homes: fc.array(
    fc.record({
      line: fc.constantFrom('1 Alder Road', '2 Alder Rd', null),
      postcode: fc.constantFrom('QX1 2AB', 'QX1 2AC', null),
    }),
    { maxLength: 2 },
  ),
  nhsNumber: fc.constantFrom('9990000018', '9990000019', null),
})

describe('whatever is compared', () => {
  it('agrees as much from either side where names have changed places and one is spelt otherwise', () => {
    const [one, other] = [
      fold({ ...nothingKnown, given: 'Bill', family: 'Amirah' }),
      fold({ ...nothingKnown, given: 'Amira', family: 'Bill' }),
    ]
    assert.deepEqual(compare(one, other), compare(other, one))
    assert.equal(score(scale, one, other).weight, score(scale, other, one).weight)
  })
  it('agrees as much from either side', () => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        const [mine, theirs] = [fold({ ...nothingKnown, ...one }), fold({ ...nothingKnown, ...other })]
        assert.deepEqual(compare(mine, theirs), compare(theirs, mine))
      }),
      { numRuns: 500 },
    )
  })
  it('is never less likely for agreeing better', () => {
    for (const other of others)
      for (const [index, field] of fieldNames.entries()) {
        const weights = scale.weights[other][index] ?? []
        assert.equal(weights.length, fields[field].length)
        weights.forEach((weight, place) =>
          assert.ok(weight <= (weights[place - 1] ?? Infinity), `${other} ${field} ${place}`),
        )
      }
  })
})

describe('two registers', () => {
  it('are linked one record with one, the likeliest pairs alone', () => {
    const register = [
      amira,
      { ...amira, given: 'Zara' },
      { ...amira, given: 'Tom', sex: 'male' as const, bornOn: '2016-02-01' },
    ]
    const told = [
      { ...amira, given: 'Amirah' },
      { ...amira, given: 'Thomas', sex: 'male' as const, bornOn: '2016-01-02' },
    ]
    const pairs = linkRegisters(scaleFor(3), told.map(fold), register.map(fold))
    assert.deepEqual(
      pairs.map(({ one, other }) => [one, other]),
      [
        [0, 0],
        [1, 2],
      ],
    )
  })
})
