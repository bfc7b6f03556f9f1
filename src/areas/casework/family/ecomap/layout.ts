/** The place of somebody around the child. */
export type Spot = { readonly x: number; readonly y: number }

/** Half the breadth and half the height of a card, and the room that is kept around it. */
export const [halfBreadth, halfHeight] = [84, 46]
const room = 14
const [nearest, margin] = [190, 12]

export type Ring = {
  readonly width: number
  readonly height: number
  readonly centre: Spot
  readonly spots: readonly Spot[]
}

/** How far two places on the ring must lie apart, so that their cards cannot touch whatever their direction. */
const distance = 2 * Math.hypot(halfBreadth, halfHeight) + room

/** Where so many cards stand in a ring around the child, the first at the top, going round with the clock. */
export const ringOf = (count: number): Ring => {
  const radius = count < 2 ? nearest : Math.max(nearest, distance / (2 * Math.sin(Math.PI / count)))
  const middle = { x: radius + halfBreadth + margin, y: radius + halfHeight + margin }
  return {
    width: 2 * middle.x,
    height: 2 * middle.y,
    centre: middle,
    spots: Array.from({ length: count }, (_, index) => {
      const angle = (2 * Math.PI * index) / count - Math.PI / 2
      return { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) }
    }),
  }
}
