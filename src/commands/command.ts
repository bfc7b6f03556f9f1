import type { Settings } from '../store/settings.ts'

/**
 * One command of the command line. A file of this folder exports one or more and `index.ts` lists them. What is slow to
 * load is imported inside `run`, so that the other commands stay quick.
 */
export interface Command {
  /** What is typed, one or two words: `database`, `county build`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Everything else a person needs to use it. */
  readonly usage: string
  /** Does it. `given` is what was typed after the name. */
  readonly run: (given: readonly string[], settings: Settings) => Promise<void>
}

/** The command was typed wrongly: told with the command's usage, and the exit code is 2. */
export class UsageError extends Error {}

/** The command cannot do what was asked: told as it stands, without a trace of the code, and the exit code is 1. */
export class Refusal extends Error {}

/** A line for the person at the screen. Standard output is kept for a command's answer. */
export const say = (words: string): void => {
  process.stderr.write(`righthelp: ${words}\n`)
}
