import { chooseWeighted, streamOf } from '../chance/random.ts'

/** The disabilities recorded of a child, by the codes of the children in need census, and whether the specialist service works with the child. */
export type Disabilities = { readonly codes: readonly string[]; readonly specialist: boolean }

const none: Disabilities = { codes: [], specialist: false }
const kinds = { AUT: 34, LD: 28, BEH: 14, COMM: 10, MOB: 8, HEAR: 3, VIS: 3, PC: 4, CON: 3, HAND: 2, INC: 2, DDA: 8 }
const profound = { LD: 40, AUT: 34, MOB: 18, PC: 8 }

/** The disabilities of a child: about one in eight has some, and about half of those are known to the specialist service. */
export const disabilitiesOf = (seed: number, child: number): Disabilities => {
  const stream = streamOf(seed, 'disability', child)
  if (!stream.happens(0.125)) return none
  const specialist = stream.happens(0.5)
  const codes = new Set<string>([chooseWeighted(stream, specialist ? profound : kinds)])
  while (stream.happens(specialist ? 0.55 : 0.2)) codes.add(chooseWeighted(stream, kinds))
  return { codes: [...codes], specialist }
}
