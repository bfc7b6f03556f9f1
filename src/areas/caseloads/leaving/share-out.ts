/** A child to be shared out: what the child weighs, in which part, and with whom the child lives. */
export type ToShare = {
  readonly identity: number
  readonly part: string
  readonly weight: number
  readonly home: number
}

/** Somebody to share out to, with the room that policy leaves. */
export type Room = { readonly value: string; readonly part: string; readonly room: number }

/**
 * Shares children out so that those with most room receive first: children of one home stay together, the heaviest homes
 * go first. Answers with the receiver of each child by number; a child in a part that nobody receives has none.
 */
export const shareOut = (children: readonly ToShare[], receivers: readonly Room[]): ReadonlyMap<number, string> => {
  const room = new Map(receivers.map(receiver => [receiver.value, receiver.room]))
  const homes = [...Map.groupBy(children, ({ home, part }) => `${home} ${part}`).values()]
    .map(together => ({ together, weight: together.reduce((sum, each) => sum + each.weight, 0) }))
    .toSorted(
      (one, other) =>
        other.weight - one.weight || (one.together[0]?.identity ?? 0) - (other.together[0]?.identity ?? 0),
    )
  const given = new Map<number, string>()
  for (const { together, weight } of homes) {
    const able = receivers.filter(({ part }) => part === together[0]?.part)
    const [first] = able
    if (first === undefined) continue
    const most = able.reduce(
      (one, other) => ((room.get(other.value) ?? 0) > (room.get(one.value) ?? 0) ? other : one),
      first,
    )
    room.set(most.value, (room.get(most.value) ?? 0) - weight)
    for (const { identity } of together) given.set(identity, most.value)
  }
  return given
}
