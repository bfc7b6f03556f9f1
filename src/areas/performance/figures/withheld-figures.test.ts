import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { besideStated } from './beside.ts'
import { unitOf } from './figure.ts'
import { allFigures } from './figures.ts'
import { withheldFigures } from './withheld-figures.ts'

/** Figures as they would be read, by how many each is of. */
const withheldOf = (numbers: Readonly<Record<string, readonly [numerator: number, denominator?: number]>>) => {
  const read = allFigures.flatMap(figure => {
    const [numerator, denominator = null] = numbers[figure.id] ?? []
    const [when] = figure.whens
    if (numerator === undefined || when === undefined) return []
    const { id, title } = figure
    return [
      {
        id,
        title,
        unit: unitOf(figure),
        value: numerator,
        numerator,
        denominator,
        ...when,
        asAt: when.to,
        definition: '',
      },
    ]
  })
  const { report, statistics } = besideStated(read, '2020-12-14')
  return [...withheldFigures([...report, ...statistics])].map(({ stated }) => stated.id)
}

describe('figures of the report that are withheld', () => {
  it('are those of few, and those that leave out few', () => {
    assert.deepEqual(withheldOf({ F14: [1004], 'F14.uasc': [4] }), ['F14.uasc'])
    assert.deepEqual(withheldOf({ F06: [289, 291] }), ['F06'])
    assert.deepEqual(withheldOf({ F06: [289, 300] }), [])
  })
  it('are those of which few are left of what they are part of, at the same time', () => {
    assert.deepEqual(withheldOf({ F14: [80], 'F14.uasc': [77] }), ['F14.uasc'])
    assert.deepEqual(withheldOf({ F12: [102], F13: [99, 102] }), ['F13'])
    assert.deepEqual(withheldOf({ F12: [102], F13: [70, 102] }), [])
  })
  it('are all parts whose rest is of few, and parts of what is withheld', () => {
    const parts = { 'F13.aged10to15': [40, 70], 'F13.aged16plus': [27, 70] } as const
    assert.deepEqual(withheldOf({ F12: [102], F13: [70, 102], ...parts }), ['F13.aged10to15', 'F13.aged16plus'])
    assert.deepEqual(withheldOf({ F12: [72], F13: [70, 72], 'F13.aged16plus': [27, 70] }), ['F13', 'F13.aged16plus'])
  })
  it('are rises from or to few, whatever they rose by', () => {
    assert.deepEqual(withheldOf({ F08: [3, 240] }), [])
    assert.deepEqual(withheldOf({ F08: [36, 4] }), ['F08'])
  })
})
