export type { County } from './county.ts'
export { tellCounty } from './tell-county.ts'
export type { ToldCounty } from './tell-county.ts'
