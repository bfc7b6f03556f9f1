import { childRoute } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { showDrawn } from './drawn.ts'

export const familyRoutes = [
  childRoute({
    method: 'GET',
    path: paths.drawn,
    permission: meetsChildren,
    audit: 'family and network drawn',
    answer: showDrawn,
  }),
]
