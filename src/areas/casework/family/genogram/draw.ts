import { ageInWords, ageOn, inWords } from '../../../../calendar/index.ts'
import type { CivilDate } from '../../../../calendar/index.ts'
import { inWordsFrom } from '../../../../people/index.ts'
import type { ChartView } from '../../../../web/charts/chart.ts'
import { element, picture, words } from '../../../../web/charts/svg.ts'
import { listed } from '../../child/home.ts'
import { wrapped } from '../wrap.ts'
import type { Kin } from './kin.ts'
import { layOut, wordHeight } from './layout.ts'
import type { Card, DrawnLine, Layout } from './layout.ts'
import { halfSymbol } from './lines.ts'
import type { Member } from './building.ts'

const lineLength = 18

/** An age, when a child is expected, and when somebody died; empty where nothing is known. */
export const lifeInWords = (
  { bornOn, expectedOn, diedOn }: Pick<Member, 'bornOn' | 'expectedOn' | 'diedOn'>,
  today: CivilDate,
): string => {
  if (diedOn !== null)
    return `died ${inWords(diedOn)}${bornOn === null ? '' : `, at ${ageOn(bornOn, diedOn) === 0 ? 'under 1' : ageOn(bornOn, diedOn)}`}`
  if (bornOn !== null) return ageInWords(bornOn, today)
  return expectedOn === null ? '' : `not yet born, expected ${inWords(expectedOn)}`
}

const wordsUnder =
  (today: CivilDate) =>
  (member: Member): readonly string[] => [
    ...wrapped(member.name, lineLength),
    ...wrapped(lifeInWords(member, today), lineLength + 2),
  ]

/** A man is a square, a woman a circle, a child not yet born a triangle, anybody else a diamond. */
const symbolOf = ({ member: { sex, bornOn, expectedOn }, x, y }: Card, className: string, inset = 0): string => {
  const half = halfSymbol - inset
  const middle = y + halfSymbol
  const shape = (points: readonly (readonly [number, number])[]) =>
    element('polygon', {
      class: className,
      points: points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' '),
    })
  if (bornOn === null && expectedOn !== null)
    return shape([
      [x, middle - half],
      [x + half, middle + half],
      [x - half, middle + half],
    ])
  if (sex === 'male')
    return element('rect', { class: className, x: x - half, y: middle - half, width: 2 * half, height: 2 * half })
  if (sex === 'female') return element('circle', { class: className, cx: x, cy: middle, r: half })
  return shape([
    [x, middle - half],
    [x + half, middle],
    [x, middle + half],
    [x - half, middle],
  ])
}

const drawCard = (card: Card, isCentre: boolean): string => {
  const { member, x, y } = card
  const unknown = member.isUnknown ? ' dc-kin__symbol--unknown' : ''
  const isExpected = member.bornOn === null && member.expectedOn !== null
  const mark = member.isUnknown ? '?' : member.sex === 'male' || member.sex === 'female' || isExpected ? '' : '?'
  return element(
    'g',
    { class: 'dc-kin__card' },
    symbolOf(card, `dc-kin__symbol${unknown}`),
    isCentre ? symbolOf(card, 'dc-kin__centre', 6) : '',
    mark === '' ? '' : words(mark, { class: 'dc-kin__mark', x, y: y + halfSymbol + 5, 'text-anchor': 'middle' }),
    ...(member.diedOn === null
      ? []
      : [-1, 1].map(way =>
          element('line', {
            class: 'dc-kin__died',
            x1: x - halfSymbol,
            x2: x + halfSymbol,
            y1: y + halfSymbol - way * halfSymbol,
            y2: y + halfSymbol + way * halfSymbol,
          }),
        )),
    ...card.words.map((line, index) =>
      words(line, {
        class: index === 0 && isCentre ? 'dc-kin__name' : 'dc-kin__words',
        x,
        y: y + 2 * halfSymbol + (index + 1) * wordHeight,
        'text-anchor': 'middle',
      }),
    ),
  )
}

const drawLine = ({ kind, points, says }: DrawnLine): string => {
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const line = element('path', { class: `dc-kin__line dc-kin__line--${kind}`, d: path })
  const level = points.findIndex((point, index) => index > 0 && point.y === points[index - 1]?.y && index > 1)
  const [from, to] = [points[level - 1], points[level]]
  return says === undefined || from === undefined || to === undefined
    ? line
    : line + words(says, { class: 'dc-kin__says', x: (from.x + to.x) / 2, y: from.y - 4, 'text-anchor': 'middle' })
}

const drawOutline = ({ outline }: Layout): string =>
  outline.length === 0
    ? ''
    : element('path', {
        class: 'dc-kin__household',
        d: outline
          .map(({ x1, y1, x2, y2 }) => `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`)
          .join(''),
      })

/** What the signs of the picture mean, for who has not met them. */
const signs =
  'A square is a man or boy, a circle a woman or girl, a diamond somebody whose sex is not recorded, a triangle a child not yet born. A cross is for somebody who has died. A line between two people is a couple, with their children under it, the eldest on the left; a dashed one is a former couple, a step-parent or an adoption. The dotted outline is the household.'

const partnersOf = ({ family }: Layout, id: number, name: (id: number) => string): readonly string[] =>
  family.unions
    .filter(({ partners }) => partners.includes(id))
    .flatMap(({ partners, is }) =>
      partners.flatMap(each =>
        each === id
          ? []
          : [`${name(each)}${is === 'former' ? ' (former partner)' : is === 'couple' ? ' (partner)' : ''}`],
      ),
    )

const rowOf = (layout: Layout, kin: Kin, member: Member, today: CivilDate): readonly string[] => {
  const names = new Map(layout.family.members.map(each => [each.id, each.name]))
  const name = (id: number) => names.get(id) ?? ''
  const own = kin.bonds
    .filter(
      ({ one, other }) => (one === member.id && other === kin.centre) || (other === member.id && one === kin.centre),
    )
    .map(({ one, kind }) => inWordsFrom(kind, one === member.id ? 'one' : 'other'))
  const parents = layout.family.unions
    .filter(({ children }) => children.includes(member.id))
    .flatMap(({ partners, is }) => partners.map(each => `${name(each)}${is === 'adoptive' ? ' (by adoption)' : ''}`))
  return [
    member.name,
    member.id === kin.centre ? 'the child' : own.length === 0 ? '' : [...new Set(own)].join(', '),
    lifeInWords(member, today),
    listed(parents),
    listed(partnersOf(layout, member.id, name)),
    kin.household.has(member.id) ? 'yes' : 'no',
  ]
}

/** The family of a child as a picture, and the table that says the same. */
export const genogram = (kin: Kin, today: CivilDate): ChartView => {
  const layout = layOut(kin, wordsUnder(today))
  const home = kin.people.filter(({ id }) => kin.household.has(id)).map(({ name }) => name)
  const generations = new Set(layout.family.members.map(({ generation }) => generation)).size
  const description = `${layout.family.members.length === 1 ? 'One person' : `${layout.family.members.length} people`} in ${generations === 1 ? 'one generation' : `${generations} generations`}. ${home.length < 2 ? '' : `In one household: ${listed(home)}. `}${signs} The table under it says the same.`
  const title = 'Genogram'
  const order = layout.cards.toSorted((one, other) => one.y - other.y || one.x - other.x)
  return {
    title,
    svg: picture(
      { title, description, width: layout.width, height: layout.height, className: 'dc-kin', natural: true },
      [
        drawOutline(layout),
        ...layout.lines.map(drawLine),
        ...layout.cards.map(card => drawCard(card, card.member.id === kin.centre)),
      ].join(''),
    ),
    head: [
      'Who',
      'What they are to the child',
      'Age',
      'Parents',
      'Partner, or other parent of a child',
      'Lives with the child',
    ],
    rows: order.map(({ member }) => rowOf(layout, kin, member, today)),
  }
}

export { signs as genogramSigns }
