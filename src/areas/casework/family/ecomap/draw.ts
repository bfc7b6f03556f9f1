import type { ChartView } from '../../../../web/charts/chart.ts'
import { element, picture, words } from '../../../../web/charts/svg.ts'
import { wrapped } from '../wrap.ts'
import { connectionKinds } from './connections.ts'
import type { Connection, ConnectionKind } from './connections.ts'
import { halfBreadth, halfHeight, ringOf } from './layout.ts'
import type { Spot } from './layout.ts'

const lineHeight = 16
const childRadius = 58
/** How many characters stand beside one another on a card. */
const breadth = 20

/** The signs of the kinds, which stand in words on each card too. */
export const ecomapSigns =
  'A thick line leads to those who live with the child, a double one to those with whom the child is placed, a thin one to family and friends who live elsewhere, a dashed one to those who work with the child for us, a dotted one to agencies.'

/** The kind on a card, short. */
const onCard: Readonly<Record<ConnectionKind, string>> = {
  household: 'lives with the child',
  carer: 'in our care',
  family: 'lives elsewhere',
  worker: 'works for us',
  agency: 'agency',
}

/** The most lines that a card has room for. */
const mostLines = 5

const linesOn = ({ kind, name, what }: Connection): { readonly bold: number; readonly lines: readonly string[] } => {
  const names = wrapped(name, breadth, 2)
  const last = kind === 'agency' ? [] : [onCard[kind]]
  const middle = wrapped(what, breadth + 2, mostLines - names.length - last.length)
  return { bold: names.length, lines: [...names, ...middle, ...last] }
}

const drawLine = (kind: ConnectionKind, from: Spot, to: Spot): string => {
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
  const line = element('line', { class: `dc-eco__line dc-eco__line--${kind}`, ...ends })
  // Two lines: a broad one with a lighter one along its middle.
  return kind === 'carer' ? line + element('line', { class: 'dc-eco__line dc-eco__line--between', ...ends }) : line
}

const drawCard = (connection: Connection, { x, y }: Spot): string => {
  const { bold, lines } = linesOn(connection)
  const top = y - ((lines.length - 1) * lineHeight) / 2 + 5
  return element(
    'g',
    {},
    element('rect', {
      class: `dc-eco__card dc-eco__card--${connection.kind}`,
      x: x - halfBreadth,
      y: y - halfHeight,
      width: 2 * halfBreadth,
      height: 2 * halfHeight,
      rx: 6,
    }),
    ...lines.map((line, index) =>
      words(line, {
        class: index < bold ? 'dc-kin__name' : 'dc-kin__words',
        x,
        y: top + index * lineHeight,
        'text-anchor': 'middle',
      }),
    ),
  )
}

const drawChild = (name: string, { x, y }: Spot): string => {
  const lines = wrapped(name, 12, 4)
  return element(
    'g',
    {},
    element('circle', { class: 'dc-eco__child', cx: x, cy: y, r: childRadius }),
    ...lines.map((line, index) =>
      words(line, {
        class: 'dc-kin__name',
        x,
        y: y + 5 + (index - (lines.length - 1) / 2) * lineHeight,
        'text-anchor': 'middle',
      }),
    ),
  )
}

const counted = (connections: readonly Connection[]): string =>
  (Object.keys(connectionKinds) as ConnectionKind[])
    .flatMap(kind => {
      const many = connections.filter(each => each.kind === kind).length
      return many === 0 ? [] : [`${connectionKinds[kind]}: ${many}`]
    })
    .join('. ')

/** Everybody and everything around a child as a picture, and the table that says the same. */
export const ecomap = (childName: string, connections: readonly Connection[]): ChartView => {
  const ring = ringOf(connections.length)
  const drawn = connections.flatMap((connection, index) => {
    const spot = ring.spots[index]
    return spot === undefined ? [] : [{ connection, spot }]
  })
  const title = 'Ecomap'
  const description = `${connections.length === 0 ? 'Nobody is in the record yet.' : `${counted(connections)}.`} ${ecomapSigns} The table under it says the same.`
  return {
    title,
    svg: picture(
      { title, description, width: ring.width, height: ring.height, className: 'dc-eco', natural: true },
      [
        ...drawn.map(({ connection: { kind }, spot }) => drawLine(kind, ring.centre, spot)),
        ...drawn.map(({ connection, spot }) => drawCard(connection, spot)),
        drawChild(childName, ring.centre),
      ].join(''),
    ),
    head: ['Who', 'What they are', 'How they are connected', 'More'],
    rows: connections.map(({ kind, name, what, detail }) => [name, what, connectionKinds[kind], detail]),
  }
}
