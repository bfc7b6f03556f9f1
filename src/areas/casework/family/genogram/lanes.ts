/** A stretch of a line that lies level in the space under a row of people. */
export type Stretch = { readonly from: number; readonly to: number }

/** How far apart two level lines are. */
export const lanePitch = 18

/** The room that level lines under a row take: each has a lane in which nothing else lies over the same stretch. */
export type Lanes = {
  /** Takes the first lane, at or below the one given, that is free over the stretch. */
  readonly take: (stretch: Stretch, below?: number) => number
  readonly count: () => number
}

const gap = 10

/** Lanes under one row, none of them taken yet. */
export const lanes = (): Lanes => {
  const taken: Stretch[][] = []
  const isFree = (lane: number, { from, to }: Stretch) =>
    (taken[lane] ?? []).every(other => to + gap < other.from || other.to + gap < from)
  const take = ({ from, to }: Stretch, below = 0): number => {
    const stretch = { from: Math.min(from, to), to: Math.max(from, to) }
    let lane = below
    while (!isFree(lane, stretch)) lane += 1
    while (taken.length <= lane) taken.push([])
    taken[lane]?.push(stretch)
    return lane
  }
  return { take, count: () => taken.length }
}
