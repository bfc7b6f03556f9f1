import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'

/** Children in one standing, from whom one can be picked by chance. */
export type Pool = {
  readonly size: () => number
  readonly members: () => readonly Child[]
  /** Puts the child in or takes the child out. */
  readonly set: (child: Child, isIn: boolean) => void
  /** A child who fits, or none if nobody does. */
  readonly pick: (stream: Stream, fits: (child: Child) => boolean) => Child | null
}

/** How often chance is tried before everyone is looked at in turn. */
const tries = 40

/** A pool; `number` tells it from the others, and is where a child's `places` say where in it the child stands. */
export const newPool = (number: number): Pool => {
  const members: Child[] = []
  return {
    size: () => members.length,
    members: () => members,
    set: (child, isIn) => {
      const place = child.places[number] ?? -1
      if (isIn === place >= 0) return
      if (isIn) {
        child.places[number] = members.length
        members.push(child)
        return
      }
      child.places[number] = -1
      const last = members.pop()
      if (last === undefined || last === child) return
      members[place] = last
      last.places[number] = place
    },
    pick: (stream, fits) => {
      if (members.length === 0) return null
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const child = members[stream.whole(0, members.length - 1)]
        if (child !== undefined && fits(child)) return child
      }
      const start = stream.whole(0, members.length - 1)
      for (let step = 0; step < members.length; step += 1) {
        const child = members[(start + step) % members.length]
        if (child !== undefined && fits(child)) return child
      }
      return null
    },
  }
}
