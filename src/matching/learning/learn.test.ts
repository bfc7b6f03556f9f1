import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fieldNames, fields, unknown } from '../fields.ts'
import type { Pattern } from '../fields.ts'
import { everyField } from '../weights.ts'
import type { Chances } from '../weights.ts'
import { countChances, learn, tally } from './learn.ts'

const pattern = fc.tuple(
  ...fieldNames.map(field => fc.integer({ min: unknown, max: fields[field].length - 1 })),
) as fc.Arbitrary<Pattern>

/** Strangers mostly disagree: the last level of each field is met nine times in ten. */
const strangers: Chances = everyField(field =>
  fields[field].map((_, level, levels) => (level === levels.length - 1 ? 0.9 : 0.1 / (levels.length - 1))),
)

describe('learning from pairs', () => {
  it('never makes what was seen less likely from round to round', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 60 }), patterns => {
        const { likelihoods } = learn(tally(patterns), [strangers], { rounds: 25, enough: 0 })
        likelihoods.forEach((likelihood, turn) => {
          assert.ok(likelihood >= (likelihoods[turn - 1] ?? -Infinity) - 1e-9 * Math.abs(likelihood))
        })
      }),
      { numRuns: 100 },
    )
  })

  it('finds those of one person among strangers without being told which they are', () => {
    const same: Pattern = fieldNames.map(() => 0)
    const slipped: Pattern = fieldNames.map((_, field) => (field === 0 ? 1 : 0))
    const other: Pattern = fieldNames.map(field => fields[field].length - 1)
    const pairs = [
      ...Array.from({ length: 90 }, () => same),
      ...Array.from({ length: 10 }, () => slipped),
      ...Array.from({ length: 900 }, () => other),
    ]
    const { samePerson, shares } = learn(tally(pairs), [strangers])
    assert.ok(Math.abs((shares[0] ?? 0) - 0.1) < 0.01, String(shares[0]))
    assert.ok(Math.abs((samePerson.given[0] ?? 0) - 0.9) < 0.02, String(samePerson.given))
    assert.ok(Math.abs((samePerson.given[1] ?? 0) - 0.1) < 0.02)
  })

  it('counts what is known, and holds nothing for impossible', () => {
    const known: Pattern = fieldNames.map((_, field) => (field === 0 ? 0 : unknown))
    const { given, birth } = countChances([known, known, known])
    assert.ok((given[0] ?? 0) > 0.4 && (given[1] ?? 0) > 0)
    assert.ok(birth.every(chance => chance === birth[0]))
  })
})
