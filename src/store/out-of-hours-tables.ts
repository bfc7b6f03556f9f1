/** The tables of the duty team. */
export type OutOfHoursTables = object
