export * from './drift-kinds.ts'
export * from './significant-events.ts'
export * from './timescales.ts'
