/** The tables that the working day keeps beside the ledger. */
export type WorkingDayTables = object
