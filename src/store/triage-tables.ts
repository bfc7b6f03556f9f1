/** The tables of the board of the point of access. */
export type TriageTables = object
