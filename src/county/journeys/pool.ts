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

export const newPool = (): Pool => {
  const members: Child[] = []
  const placeOf = new Map<Child, number>()
  const remove = (child: Child, place: number) => {
    const last = members.pop()
    placeOf.delete(child)
    if (last === undefined || last === child) return
    members[place] = last
    placeOf.set(last, place)
  }
  return {
    size: () => members.length,
    members: () => members,
    set: (child, isIn) => {
      const place = placeOf.get(child)
      if (isIn && place === undefined) {
        placeOf.set(child, members.length)
        members.push(child)
      } else if (!isIn && place !== undefined) remove(child, place)
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
