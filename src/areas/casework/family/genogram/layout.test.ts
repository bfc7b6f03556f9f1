import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { RelationshipKindName } from '../../../../people/index.ts'
import { relationshipKinds } from '../../../../people/index.ts'
import { generationsOf } from './generations.ts'
import type { Bond, Kin, KinPerson } from './kin.ts'
import { layOut } from './layout.ts'
import type { Card, Layout } from './layout.ts'

const person = (id: number, more: Partial<KinPerson> = {}): KinPerson => ({
  id,
  name: `Person ${id}`,
  sex: 'notStated',
  bornOn: null,
  expectedOn: null,
  diedOn: null,
  ...more,
})
const bond = (one: number, kind: RelationshipKindName, other: number): Bond => ({ one, kind, other })
const laidOut = (kin: Kin): Layout => layOut(kin, ({ name }) => [name, 'and a line'])
const cardOf = (layout: Layout, id: number): Card => {
  const card = layout.cards.find(({ member }) => member.id === id)
  assert.ok(card, `${id} is in the picture`)
  return card
}

const [grandmother, mother, father, second, child, sister, half, unborn] = [1, 2, 3, 4, 5, 6, 7, 8] as const
const family: Kin = {
  centre: child,
  people: [
    person(grandmother, { sex: 'female', bornOn: '1950-01-01' }),
    person(mother, { sex: 'female', bornOn: '1985-01-01' }),
    person(father, { sex: 'male', diedOn: '2019-01-01' }),
    person(second, { sex: 'male' }),
    person(child, { bornOn: '2013-01-01' }),
    person(sister, { bornOn: '2010-01-01', sex: 'female' }),
    person(half, { bornOn: '2018-01-01', sex: 'male' }),
    person(unborn, { expectedOn: '2021-03-01' }),
  ],
  bonds: [
    bond(grandmother, 'mother', mother),
    ...[child, sister].flatMap(each => [bond(mother, 'mother', each), bond(father, 'father', each)]),
    bond(mother, 'mother', half),
    bond(second, 'father', half),
    bond(mother, 'mother', unborn),
    bond(child, 'sibling', sister),
    bond(child, 'halfSibling', half),
    bond(child, 'halfSibling', unborn),
    bond(half, 'halfSibling', unborn),
    bond(grandmother, 'grandparent', child),
  ],
  household: new Set([mother, child, sister, half]),
}

describe('a genogram of a family', () => {
  const layout = laidOut(family)
  const unionOf = (who: number) =>
    layout.family.unions.find(({ is, children }) => is === 'birth' && children.includes(who))

  it('has the generations one under another, parents above their children', () => {
    const rows = [[grandmother], [mother, father, second], [child, sister, half, unborn]]
    const heights = rows.map(row => [...new Set(row.map(each => cardOf(layout, each).y))])
    assert.deepEqual(
      heights.map(each => each.length),
      [1, 1, 1],
    )
    assert.deepEqual(
      heights.flat(),
      heights.flat().toSorted((one, other) => one - other),
    )
  })
  it('has brothers and sisters by age, the eldest on the left', () =>
    assert.ok(cardOf(layout, sister).x < cardOf(layout, child).x))
  it('has half-siblings under another couple, which shares a parent', () => {
    assert.deepEqual(unionOf(child)?.partners, [mother, father])
    assert.deepEqual(unionOf(sister), unionOf(child))
    assert.deepEqual(unionOf(half)?.partners, [mother, second])
  })
  it('says where a father is not in the record, once for the children of one father', () => {
    const partners = unionOf(unborn)?.partners ?? []
    const other = layout.family.members.find(({ id, isUnknown }) => isUnknown && partners.includes(id))
    assert.equal(other?.name, 'Father not in the record')
    assert.equal(layout.family.members.filter(({ isUnknown }) => isUnknown).length, 2)
    assert.ok(layout.family.members.some(({ name }) => name === 'Father not in the record'))
  })
  it('tells each bond by its couples and children, without a line more', () =>
    assert.deepEqual(layout.family.links, []))
  it('stands a couple side by side', () => {
    const beside = layout.cards.filter(({ y }) => y === cardOf(layout, mother).y).sort((one, other) => one.x - other.x)
    const at = beside.findIndex(({ member }) => member.id === mother)
    const neighbours = [beside[at - 1], beside[at + 1]].map(card => card?.member.id)
    assert.ok(neighbours.includes(father) || neighbours.includes(second))
  })
  it('encloses the household', () => assert.ok(layout.outline.length >= 4))
})

describe('a genogram of little', () => {
  it('is a child alone', () => {
    const layout = laidOut({ centre: 1, people: [person(1)], bonds: [], household: new Set([1]) })
    assert.equal(layout.cards.length, 1)
    assert.deepEqual(layout.lines, [])
    assert.equal(layout.outline.length, 4)
  })
  it('is brothers and sisters whose parents nobody has recorded', () => {
    const layout = laidOut({
      centre: 1,
      people: [person(1, { bornOn: '2012-01-01' }), person(2, { bornOn: '2010-01-01' })],
      bonds: [bond(1, 'sibling', 2)],
      household: new Set(),
    })
    assert.equal(layout.family.members.length, 2)
    assert.ok(cardOf(layout, 2).x < cardOf(layout, 1).x)
    assert.ok(layout.lines.length > 0)
  })
  it('has a line with its words for a bond that no couple tells', () => {
    const layout = laidOut({
      centre: 1,
      people: [person(1), person(2), person(3)],
      bonds: [bond(2, 'grandparent', 1), bond(1, 'cousin', 3)],
      household: new Set(),
    })
    assert.deepEqual(layout.lines.flatMap(({ says }) => says ?? []).sort(), ['cousin', 'grandparent'])
  })
  it('draws a stepfather beside the mother', () => {
    const layout = laidOut({
      centre: 1,
      people: [person(1), person(2, { sex: 'female' }), person(3, { sex: 'male' })],
      bonds: [bond(2, 'mother', 1), bond(3, 'stepfather', 1)],
      household: new Set(),
    })
    const step = layout.family.unions.find(({ is }) => is === 'step')
    assert.deepEqual(step?.partners, [2, 3])
  })
})

const kinds = Object.keys(relationshipKinds) as readonly RelationshipKindName[]
const someone = fc.record({
  sex: fc.constantFrom('female' as const, 'male' as const, 'notStated' as const, null),
  bornOn: fc.option(fc.integer({ min: 1930, max: 2020 }).map(year => `${year}-05-01`)),
  expectedOn: fc.constant(null),
  diedOn: fc.constantFrom(null, '2019-01-01'),
})

/** Any bonds among any people: what a record can say, mistakes included. */
const anyKin: fc.Arbitrary<Kin> = fc.integer({ min: 1, max: 14 }).chain(count =>
  fc.record({
    centre: fc.integer({ min: 1, max: count }),
    people: fc
      .array(someone, { minLength: count, maxLength: count })
      .map(each => each.map((facts, at) => person(at + 1, facts))),
    bonds: fc.array(
      fc.record({
        one: fc.integer({ min: 1, max: count }),
        other: fc.integer({ min: 1, max: count }),
        kind: fc.constantFrom(...kinds),
      }),
      { maxLength: 26 },
    ),
    household: fc.uniqueArray(fc.integer({ min: 1, max: count })).map(each => new Set(each)),
  }),
)

/** Families as they are: three generations, couples and second couples, no mistakes. */
const realKin: fc.Arbitrary<Kin> = fc
  .record({
    grandparents: fc.integer({ min: 0, max: 2 }),
    fathers: fc.integer({ min: 0, max: 3 }),
    children: fc.array(fc.record({ of: fc.nat({ max: 3 }), year: fc.integer({ min: 2003, max: 2020 }) }), {
      minLength: 1,
      maxLength: 7,
    }),
    aunts: fc.integer({ min: 0, max: 3 }),
    lives: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  })
  .map(({ grandparents, fathers, children, aunts, lives }) => {
    const women = { sex: 'female' as const }
    const men = { sex: 'male' as const }
    const mum = person(1, { ...women, bornOn: '1984-01-01' })
    const dads = Array.from({ length: fathers }, (_, at) => person(10 + at, men))
    const nans = Array.from({ length: grandparents }, (_, at) => person(20 + at, at === 0 ? women : men))
    const sisters = Array.from({ length: aunts }, (_, at) =>
      person(30 + at, { ...women, bornOn: `${1980 + 3 * at}-01-01` }),
    )
    const young = children.map(({ year }, at) => person(100 + at, { bornOn: `${year}-0${(at % 9) + 1}-01` }))
    const parentBonds = [mum, ...sisters].flatMap(each =>
      nans.map((nan, at) => bond(nan.id, at === 0 ? 'mother' : 'father', each.id)),
    )
    const childBonds = young.flatMap((each, at) => {
      const dad = dads[children[at]?.of ?? 9]
      return [bond(mum.id, 'mother', each.id), ...(dad === undefined ? [] : [bond(dad.id, 'father', each.id)])]
    })
    const people = [mum, ...dads, ...nans, ...sisters, ...young]
    return {
      centre: 100,
      people,
      bonds: [
        ...parentBonds,
        ...childBonds,
        ...(nans.length > 0 ? [] : sisters.map(each => bond(each.id, 'sibling', mum.id))),
      ],
      household: new Set(people.filter((_, at) => lives[at % 20]).map(({ id }) => id)),
    }
  })

const overlap = (one: Card['box'], other: Card['box']): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** How many sides of an outline lie straight to the left of a point: an odd number where it is inside. */
const isInside = ({ outline }: Layout, x: number, y: number): boolean =>
  outline.filter(({ x1, x2, y1, y2 }) => x1 === x2 && x1 < x && y1 <= y && y < y2).length % 2 === 1

const holds = (kin: Kin): void => {
  const layout = laidOut(kin)
  const generations = generationsOf(kin)
  const drawn = new Set(layout.cards.map(({ member }) => member.id))
  assert.equal(drawn.size, layout.cards.length, 'everybody once')
  assert.deepEqual(
    kin.people.filter(({ id }) => generations.has(id) !== drawn.has(id)),
    [],
    'everybody who is kin',
  )

  for (const [index, one] of layout.cards.entries()) {
    for (const other of layout.cards.slice(index + 1)) assert.ok(!overlap(one.box, other.box), 'no two cards overlap')
    assert.ok(
      one.box.left >= 0 && one.box.right <= layout.width && one.box.bottom <= layout.height,
      'within the picture',
    )
    assert.equal(
      isInside(layout, one.x, one.y + 3),
      kin.household.has(one.member.id),
      'the household, and nobody else, is enclosed',
    )
  }

  for (const { partners, children, is } of layout.family.unions) {
    const [first, other] = partners
    if (first !== undefined && other !== undefined)
      assert.equal(cardOf(layout, first).y, cardOf(layout, other).y, 'a couple is of one row')
    for (const each of children)
      for (const partner of partners)
        assert.ok(cardOf(layout, partner).y < cardOf(layout, each).y, 'parents stand above')
    if (is !== 'birth') continue
    const dated = children.map(each => cardOf(layout, each)).filter(({ member }) => member.bornOn !== null)
    for (const [at, card] of dated.entries()) {
      const next = dated[at + 1]
      if (next !== undefined)
        assert.ok(card.x < next.x && (card.member.bornOn ?? '') <= (next.member.bornOn ?? ''), 'by age')
    }
  }

  for (const { points, joins } of layout.lines)
    for (const [at, from] of points.entries()) {
      const to = points[at + 1]
      if (to === undefined) continue
      assert.ok(Math.abs(from.x - to.x) < 0.01 || Math.abs(from.y - to.y) < 0.01, 'lines go straight')
      const stretch = {
        left: Math.min(from.x, to.x) + 0.5,
        right: Math.max(from.x, to.x) - 0.5,
        top: Math.min(from.y, to.y) + 0.5,
        bottom: Math.max(from.y, to.y) - 0.5,
      }
      const area = {
        left: stretch.left,
        right: Math.max(stretch.right, stretch.left + 0.1),
        top: stretch.top,
        bottom: Math.max(stretch.bottom, stretch.top + 0.1),
      }
      for (const card of layout.cards)
        if (!joins.includes(card.member.id)) assert.ok(!overlap(area, card.box), 'no line runs over somebody else')
    }
}

describe('any genogram', () => {
  it('of a real family has nobody over another, couples level, children by age under them, and the household enclosed', () =>
    fc.assert(fc.property(realKin, holds), { numRuns: 300 }))
  it('of any record, mistakes included, does the same', () => fc.assert(fc.property(anyKin, holds), { numRuns: 300 }))
  it('of a real family needs no line beside its couples and children', () =>
    fc.assert(
      fc.property(realKin, kin => assert.deepEqual(laidOut(kin).family.links, [])),
      { numRuns: 100 },
    ))
  it('is the same whatever the order in which people and bonds are told', () =>
    fc.assert(
      fc.property(realKin, kin => {
        const places = (told: Kin) =>
          laidOut(told)
            .cards.filter(({ member }) => !member.isUnknown)
            .map(({ member, y }) => [member.id, y] as const)
            .sort((one, other) => one[0] - other[0])
        assert.deepEqual(
          places({ ...kin, people: kin.people.toReversed(), bonds: kin.bonds.toReversed() }),
          places(kin),
        )
      }),
      { numRuns: 100 },
    ))
})
