export * from './birthdays.ts'
export * from './category.ts'
export * from './support.ts'
