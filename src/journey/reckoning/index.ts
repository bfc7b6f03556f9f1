export * from './known.ts'
export * from './reckon.ts'
export * from './replay.ts'
export * from './rows.ts'
