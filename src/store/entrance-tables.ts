/** The tables of what somebody outside has begun to write. */
export type EntranceTables = object
