import { join } from 'node:path'
import { handOverLog, LogNotHandedOver, whatLogLacks } from '../store/access-log/hand-over.ts'
import { recordsPlace } from '../store/embedded/place.ts'
import { ensureRoles } from '../store/embedded/roles.ts'
import type { Settings } from '../store/settings.ts'
import { Refusal } from './command.ts'

/** How the running application reaches the records, and what the access log's keeping lacks, in words. */
export type LogApart = { readonly applicationUrl: string; readonly lacks: string | undefined }

const refusing = async (work: Promise<void>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (error instanceof LogNotHandedOver) throw new Refusal(error.message)
    throw error
  }
}

/**
 * Puts the access log where the application may only add to it. On the embedded server this happens by itself, with a
 * role for the log and one for the application; on a named server the log's own URL says whose it is to be.
 */
export const keepLogApart = async (settings: Settings, url: string): Promise<LogApart> => {
  if (settings.database.kind === 'embedded') {
    const { logUrl, applicationUrl } = await ensureRoles(recordsPlace(settings), url)
    await refusing(handOverLog(url, logUrl, new URL(applicationUrl).username))
    return { applicationUrl, lacks: undefined }
  }
  if (settings.accessLogUrl !== undefined) await refusing(handOverLog(url, settings.accessLogUrl))
  return { applicationUrl: url, lacks: await whatLogLacks(url) }
}

/** The file outside the database in which the log's seals are kept. */
export const sealFile = (settings: Settings): string => settings.seals ?? join(settings.dataFolder, 'access-log-seals')
