import type { FastifyInstance } from 'fastify'
import { administration } from './areas/administration/area.ts'
import { caseloads } from './areas/caseloads/area.ts'
import { whereTheLoadIs, whoWaitsForADecision } from './areas/caseloads/glance.ts'
import { caseworkWith } from './areas/casework/area.ts'
import { whatIsLate, whichEscalationsWait } from './areas/casework/home/glance.ts'
import { whoIsMissing } from './areas/casework/home/missing-now.ts'
import { entrance } from './areas/entrance/area.ts'
import { frontDoor } from './areas/front-door/area.ts'
import { outOfHours } from './areas/out-of-hours/area.ts'
import { partners } from './areas/partners/area.ts'
import { performance } from './areas/performance/area.ts'
import { whatMoved } from './areas/performance/glance.ts'
import { returns } from './areas/returns/area.ts'
import { service } from './areas/service/area.ts'
import { supervision } from './areas/supervision/area.ts'
import { whatStandsStill } from './areas/supervision/glance.ts'
import { readCouncil } from './council/council.ts'
import { england, noPolicy } from './journey/index.ts'
import { buildServer } from './web/server.ts'
import type { ServerOptions } from './web/server.ts'

/** Each area's part of the service at a glance. */
const atAGlance = service([
  whatMoved,
  whatIsLate,
  whoIsMissing,
  whereTheLoadIs,
  whatStandsStill,
  whoWaitsForADecision,
  whichEscalationsWait,
])

/** What a running Righthelp consists of; the order is that of the navigation. */
export const areas = [
  caseworkWith(whatMoved),
  atAGlance,
  caseloads,
  frontDoor,
  outOfHours,
  supervision,
  performance,
  returns,
  administration,
  entrance,
  partners,
]

/** The whole application on an open database, ready to listen. */
export const buildApp = async (
  options: Pick<ServerOptions, 'database' | 'cacheFolder' | 'log' | 'scan' | 'behindProxy' | 'origin' | 'provider'>,
): Promise<FastifyInstance> => {
  const council = await readCouncil(options.database.sql)
  return buildServer({ ...options, areas, rules: { pathway: england, policy: council?.policy ?? noPolicy } })
}
