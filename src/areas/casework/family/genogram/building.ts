import type { Kin, KinPerson } from './kin.ts'

/** Somebody in the picture: of the record, or a parent whom the record does not know. */
export type Member = KinPerson & { readonly isUnknown: boolean; readonly generation: number }

/** Two people, or one or none of them known, with the children that they have together. */
export type Union = {
  readonly partners: readonly number[]
  readonly children: readonly number[]
  readonly is: 'birth' | 'adoptive' | 'couple' | 'former' | 'step'
}

/** A family as its couples are being found: the kin, their generations, and parents whom the record does not know. */
export type Building = {
  readonly kin: Kin
  readonly generations: ReadonlyMap<number, number>
  readonly people: ReadonlyMap<number, KinPerson>
  readonly unknown: Member[]
}

/** Two people as one name, in whichever order they come. */
export const coupleKey = (partners: readonly number[]): string =>
  [...partners].sort((one, other) => one - other).join(' ')
