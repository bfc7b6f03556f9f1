import type { CivilDate } from '../../../../calendar/index.ts'
import type { RelationshipKindName, Sex } from '../../../../people/index.ts'

/** Somebody of a family, as the genogram knows them. */
export type KinPerson = {
  readonly id: number
  readonly name: string
  readonly sex: Sex | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly diedOn: CivilDate | null
}

/** "One is the KIND of other", as the record says it. */
export type Bond = { readonly one: number; readonly other: number; readonly kind: RelationshipKindName }

/** A family around a child: everybody known, how they are related, and who lives where the child lives. */
export type Kin = {
  readonly centre: number
  readonly people: readonly KinPerson[]
  readonly bonds: readonly Bond[]
  readonly household: ReadonlySet<number>
}

/** Kinds by which one is a parent of the other by birth; adoption and second families are drawn apart from it. */
export const birthKinds: readonly RelationshipKindName[] = ['mother', 'father', 'parent']
export const stepKinds: readonly RelationshipKindName[] = ['stepmother', 'stepfather', 'stepParent']
export const coupleKinds: readonly RelationshipKindName[] = ['partner', 'formerPartner']

/**
 * How many generations the first of a bond stands above the second. Kinds that are left out are no kin: carers,
 * guardians and friends belong to the ecomap.
 */
export const generationsAbove: Readonly<Partial<Record<RelationshipKindName, number>>> = {
  mother: 1,
  father: 1,
  parent: 1,
  adoptiveParent: 1,
  stepmother: 1,
  stepfather: 1,
  stepParent: 1,
  grandparent: 2,
  greatGrandparent: 3,
  auntOrUncle: 1,
  sibling: 0,
  halfSibling: 0,
  stepSibling: 0,
  cousin: 0,
  partner: 0,
  formerPartner: 0,
}

/** Eldest first; one not yet born after those born, one of whom no date is known last. */
export const byAge = (one: KinPerson, other: KinPerson): number => {
  const when = ({ bornOn, expectedOn }: KinPerson) => bornOn ?? expectedOn ?? '9999'
  const [first, second] = [when(one), when(other)]
  return first < second ? -1 : first > second ? 1 : one.id - other.id
}
