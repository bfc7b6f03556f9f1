export * from './copy/index.ts'
export * from './database.ts'
export * from './settings.ts'
export type * from './tables.ts'
