/** The tables by which people of other organisations sign in. */
export type PartnerTables = object
