/** The tables of signing in. */
export type SignInTables = object
