import { accessLogSeal, accessLogVerify } from './access-log.ts'
import type { Command } from './command.ts'
import { councilChange } from './council-change.ts'
import { councilNew } from './council.ts'
import { countyBuild, countyControls } from './county.ts'
import { database, databaseStop } from './database.ts'
import { figures } from './figures.ts'
import { councilLinkAccount } from './link-account.ts'
import { match } from './match.ts'
import { rebuild } from './rebuild.ts'
import { returnsCases, returnsCheck } from './returns.ts'
import { start } from './start.ts'

/** Every command but `help`, in the order in which help lists them. */
export const commands: readonly Command[] = [
  start,
  councilNew,
  councilChange,
  councilLinkAccount,
  countyBuild,
  countyControls,
  database,
  databaseStop,
  figures,
  match,
  rebuild,
  returnsCheck,
  returnsCases,
  accessLogVerify,
  accessLogSeal,
]
