import { area } from '../../web/index.ts'

/** Where families, young people and neighbours tell us what is the matter. */
export const entrance = area({ name: 'Public entrance', navigation: [], routes: [] })
