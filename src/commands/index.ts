import type { Command } from './command.ts'
import { database, databaseStop } from './database.ts'
import { figures } from './figures.ts'

/** Every command but `help`, in the order in which help lists them. */
export const commands: readonly Command[] = [database, databaseStop, figures]
