export { copyInto, copyPackedInto } from './into.ts'
export { packedRows } from './rows.ts'
export type { CopyColumns, PackedRows } from './rows.ts'
export type { CopyType, CopyValue } from './values.ts'
