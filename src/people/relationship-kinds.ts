/** A way in which one person is related to another, and how the other end of it is read. */
export type RelationshipKind = {
  /** "One is the ... of other." */
  readonly is: string
  /** "Other is the ... of one." */
  readonly opposite: string
  /** Whether it is the same from both ends. */
  readonly mutual?: true
  /** Whether one may hold parental responsibility for the other. */
  readonly mayHoldParentalResponsibility?: true
}

const mutual = (is: string): RelationshipKind => ({ is, opposite: is, mutual: true })
const parental = (is: string, opposite = 'child'): RelationshipKind => ({
  is,
  opposite,
  mayHoldParentalResponsibility: true,
})

/** The relationships that are recorded, each from the end of the elder or of the one who cares. */
export const relationshipKinds = {
  mother: parental('mother'),
  father: parental('father'),
  parent: parental('parent'),
  adoptiveParent: parental('adoptive parent', 'adopted child'),
  stepmother: parental('stepmother', 'stepchild'),
  stepfather: parental('stepfather', 'stepchild'),
  stepParent: parental('step-parent', 'stepchild'),
  guardian: parental('guardian', 'ward'),
  carer: parental('carer', 'child cared for'),
  fosterCarer: { is: 'foster carer', opposite: 'foster child' },
  grandparent: parental('grandparent', 'grandchild'),
  greatGrandparent: { is: 'great-grandparent', opposite: 'great-grandchild' },
  auntOrUncle: parental('aunt or uncle', 'niece or nephew'),
  sibling: mutual('brother or sister'),
  halfSibling: mutual('half-brother or half-sister'),
  stepSibling: mutual('stepbrother or stepsister'),
  cousin: mutual('cousin'),
  partner: mutual('partner'),
  formerPartner: mutual('former partner'),
  friend: mutual('friend'),
} as const satisfies Readonly<Record<string, RelationshipKind>>

export type RelationshipKindName = keyof typeof relationshipKinds

export const isRelationshipKind = (text: string): text is RelationshipKindName => Object.hasOwn(relationshipKinds, text)

/** What a person at one end is to the person at the other: `one` of the relationship, or the other. */
export const inWordsFrom = (kind: RelationshipKindName, end: 'one' | 'other'): string =>
  end === 'one' ? relationshipKinds[kind].is : relationshipKinds[kind].opposite
