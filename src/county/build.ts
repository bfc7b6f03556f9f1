import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { instantOf } from '../calendar/index.ts'
import { CouncilExists, insertCouncilItself, insertOrganisation, makeWay, readCouncil } from '../council/index.ts'
import { endOfBeginning, mayWriteAhead, putBackIndexes, writtenAhead } from '../store/index.ts'
import type { Database, Tables } from '../store/index.ts'
import { planAbsences } from './absences/index.ts'
import { scaleControls } from './controls/index.ts'
import type { Controls } from './controls/index.ts'
import { simulatedCouncil, standsAt } from './council-file.ts'
import { fillTheDoor } from './door/index.ts'
import { buildWhole } from './in-transactions.ts'
import type { BuildSteps } from './in-transactions.ts'
import { loadBatches, moveSequencesOn } from './load/index.ts'
import { planMeetings } from './meetings/index.ts'
import { planNights } from './out-of-hours/index.ts'
import { planReach } from './reach/index.ts'
import { checkExact } from './recount/index.ts'
import { openTeller } from './teller/index.ts'
import type { Teller } from './teller/index.ts'

/** What a county is built from. */
export type CountyPlan = { readonly controls: Controls; readonly seed: number; readonly scale: number }

export const buildStages = ['simulating', 'telling', 'indexing', 'analysing', 'recounting'] as const
export type BuildStage = (typeof buildStages)[number]

/** How far a build is: so much done of so much, in one of its stages. */
export type BuildProgress = (stage: BuildStage, done: number, of: number) => void

/** Whether there is a simulated county to replace. Throws `CouncilExists` for a council at work. */
const replaces = async (queries: Kysely<Tables>): Promise<boolean> => {
  const present = await readCouncil(queries)
  if (present !== undefined && !present.simulated)
    throw new CouncilExists(
      `The database already holds ${present.name}. Name another database for the simulated county.`,
    )
  return present !== undefined
}

/** Having waited for whoever builds beside us: a county that has come meanwhile is nobody's to replace unasked. */
const lookAgain = async (queries: Kysely<Tables>, replacing: boolean): Promise<void> => {
  if ((await replaces(queries)) && !replacing)
    throw new CouncilExists(
      'Another build was quicker: the database holds a simulated county now. Build again to replace it.',
    )
}

type Building = CountyPlan & {
  readonly teller: Teller
  readonly replacing: boolean
  readonly progress: BuildProgress
  readonly stopping: AbortSignal | undefined
  /** Asks the server to write to disk what it holds in memory, beside the work. */
  readonly writeAhead: () => void
}

// Often enough that little is left to write when all is told.
const writtenAheadAt = 8

const stepsOf = ({ controls, seed, scale, teller, ...building }: Building): BuildSteps => {
  const { replacing, progress, stopping, writeAhead } = building
  const opens = instantOf(standsAt(controls))
  const file = simulatedCouncil(controls, teller.roster)
  return {
    look: queries => lookAgain(queries, replacing),
    tell: async (client, transaction) => {
      // A build that failed may have drawn numbers; the county's workers count from 1.
      await sql`select setval(pg_get_serial_sequence('worker', 'worker'), 1, false)
        where not exists (select from worker)`.execute(transaction)
      await makeWay(transaction, replacing)
      await insertOrganisation(transaction, file)
      let written = 0
      return loadBatches(client, teller.batches(), {
        stopping,
        progress: done => {
          progress('telling', done, teller.count)
          const part = Math.floor((done * writtenAheadAt) / teller.count)
          if (part > written) writeAhead()
          written = part
        },
      })
    },
    putInOrder: async (clients, takenOff) => {
      await putBackIndexes(clients, takenOff, {
        stopping,
        progress: (done, of) => progress('indexing', done, of),
      })
      writeAhead()
    },
    finish: async (client, transaction) => {
      progress('analysing', 0, 1)
      await insertCouncilItself(transaction, file)
      await moveSequencesOn(client)
      await sql`analyze worker, post, team, service, district`.execute(transaction)
      for (const plan of [
        () => planReach(client, transaction, { seed, opens }),
        () => planMeetings(transaction, { seed, opens }),
        () => planNights(transaction, { seed, opens, scale }),
        () => planAbsences(transaction, { seed, opens }),
        () => fillTheDoor(transaction, { seed, opens }),
      ]) {
        stopping?.throwIfAborted()
        await plan()
      }
      stopping?.throwIfAborted()
      progress('recounting', 0, 1)
      await checkExact(transaction, controls, opens)
      await endOfBeginning(transaction)
      progress('recounting', 1, 1)
    },
  }
}

/**
 * Builds the simulated county: its council by the same door as any, its families with all that was recorded, and the
 * episodes and duties that follow. The product's own measures then count every control again, and only where all are
 * met is the county kept: whatever fails leaves the database as it was, and what is cut off is undone by whoever opens it
 * next. A simulated county that is there is replaced.
 * Throws `ControlCannotBeMet`, or `CouncilExists` where the database holds a council at work.
 */
export const buildCounty = async (
  database: Database,
  { controls: whole, seed, scale }: CountyPlan,
  progress: BuildProgress = () => undefined,
  stopping?: AbortSignal,
): Promise<void> => {
  const controls = scaleControls(whole, scale)
  const replacing = await replaces(database.sql)
  progress('simulating', 0, 1)
  const teller = await openTeller({ controls, seed, opens: instantOf(standsAt(controls)) }, stopping)
  progress('simulating', 1, 1)
  const ahead = writtenAhead(database, await mayWriteAhead(database))
  const steps = stepsOf({ controls, seed, scale, teller, replacing, progress, stopping, writeAhead: ahead.write })
  try {
    await buildWhole(database, steps)
    await ahead.ended()
    // So that the indexes alone can answer from the first question on. It cannot stand in the transaction.
    await sql`vacuum`.execute(database.sql)
  } finally {
    await teller.close()
  }
}
