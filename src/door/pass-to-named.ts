import type { Context } from '../access/context.ts'
import type { Probe } from '../people/index.ts'
import type { Database } from '../store/database.ts'
import { receive } from './receive.ts'
import type { ChildAsSent } from './request.ts'

/** The child as it was told of, in the words of the one form. */
const childFrom = ({ given, family, bornOn, expectedOn, sex, mother }: Probe): ChildAsSent => ({
  ...(given == null ? {} : { given }),
  ...(family == null ? {} : { family }),
  ...(bornOn == null ? {} : { bornOn }),
  ...(expectedOn == null ? {} : { expectedOn }),
  ...(sex == null ? {} : { sex }),
  answers: {
    ...(mother?.given == null ? {} : { motherGiven: mother.given }),
    ...(mother?.family == null ? {} : { motherFamily: mother.family }),
  },
})

/**
 * Keeps what a worker was about to begin a record of as a request that is the named keepers’ alone, so that no second record
 * of a restricted child is made. It is theirs before anybody else can have seen it.
 */
export const passToNamedKeepers = async (
  database: Pick<Database, 'sql'>,
  context: Context,
  probe: Probe,
  keepers: readonly number[],
): Promise<void> => {
  await receive(
    database,
    {
      kind: 'concern',
      sender: 'professional',
      takenBy: context.worker,
      answers: {
        happening: `${context.name} was taking a contact about this child at the point of access. Ask what was said.`,
        ...(probe.address == null ? {} : { line: probe.address }),
        ...(probe.postcode == null ? {} : { postcode: probe.postcode }),
      },
      children: [childFrom(probe)],
    },
    { now: context.now, keepers },
  )
}
