/** Keys by which people who may be the same are found are columns of `identity_version` that the database makes: no table is theirs. */
export type MatchingTables = object
