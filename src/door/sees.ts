import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { roleMatrix } from '../access/role-matrix.ts'
import type { Context } from '../access/context.ts'

/** The parts that stand at the door: those who take contacts, and the managers of those who do. */
export const standsAtTheDoor = ({ role, services }: Pick<Context, 'role' | 'services'>): boolean =>
  role === 'pointOfAccessWorker' ||
  role === 'dutyWorker' ||
  (role === 'teamManager' && services.includes('point-of-access'))

/** Whether a part agrees to what others at the door propose. */
export const agreesAtTheDoor = ({ role, services }: Pick<Context, 'role' | 'services'>): boolean =>
  role === 'teamManager' && services.includes('point-of-access')

/** Whether a part may come to a request at all: at the door, or as the keeper of the child that it is about. */
export const mayComeToRequests = (context: Context): boolean =>
  standsAtTheDoor(context) || roleMatrix[context.role].opens !== 'none'

/**
 * Whether whoever asks sees a request of the table `request`: a condition in SQL. A request about a restricted child is for
 * that child's keepers and for nobody else; one that has not been looked at for restricted children is for nobody yet.
 */
export const maySeeRequest = (context: Context): RawBuilder<boolean> => sql<boolean>`(
  exists (select 1 from request_standing door_standing where door_standing.request = request.request)
  and case when exists (select 1 from request_keeper door_keeper where door_keeper.request = request.request)
    then exists (select 1 from request_keeper door_keeper
      where door_keeper.request = request.request and door_keeper.worker = ${context.worker})
    else ${standsAtTheDoor(context)}::boolean end)`
