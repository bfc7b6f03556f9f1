import { page } from '../../web/index.ts'
import type { AskedByAnyone, Page, PageModel } from '../../web/index.ts'
import { paths } from '../../web/paths.ts'
import { own } from './paths.ts'

type Asked<P> = Pick<AskedByAnyone<P>, 'council'>

/** What stands on every page of the entrance, in the same place: whom to call now, and the way out. */
export const frame = ({ council }: Pick<AskedByAnyone, 'council'>) => ({
  exitTo: council?.entrance.exitTo ?? own.plain(),
  outOfHours: council?.brand.telephone.outOfHours,
  own: {
    now: own.now(),
    stayingSafe: own.stayingSafe(),
    goOn: own.goOn(),
    professionals: paths.professionals(),
    staff: paths.signIn(),
  },
})

/** A page of the entrance. */
export const entrancePage = <P>(
  asked: Asked<P>,
  template: `${string}.njk`,
  model: PageModel,
  status?: { readonly status: 200 | 409 | 422 },
): Page => page(`areas/entrance/${template}`, { ...frame(asked), ...model }, status)
