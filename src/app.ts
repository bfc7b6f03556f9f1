import type { FastifyInstance } from 'fastify'
import { casework } from './areas/casework/area.ts'
import { england, noPolicy } from './journey/index.ts'
import type { Database } from './store/index.ts'
import type { CouncilFace } from './web/shell.ts'
import { buildServer } from './web/server.ts'
import type { ServerOptions } from './web/server.ts'

/** What a running Righthelp consists of; the order is that of the navigation. */
const areas = [casework]

const usualColour = '#1d5e4f'

const councilFace = async ({ sql }: Database): Promise<CouncilFace> => {
  const council = await sql.selectFrom('council').select(['name', 'brand', 'simulated']).executeTakeFirst()
  if (council === undefined) return { name: 'Righthelp', colour: usualColour, simulated: false }
  const { colour } = council.brand
  return { name: council.name, colour: typeof colour === 'string' ? colour : usualColour, simulated: council.simulated }
}

/** The whole application on an open database, ready to listen. */
export const buildApp = async (
  options: Pick<ServerOptions, 'database' | 'cacheFolder' | 'log' | 'behindProxy'>,
): Promise<FastifyInstance> =>
  buildServer({
    ...options,
    areas,
    rules: { pathway: england, policy: noPolicy },
    council: await councilFace(options.database),
  })
