/** The tables of keys by which people who may be the same are found. */
export type MatchingTables = object
