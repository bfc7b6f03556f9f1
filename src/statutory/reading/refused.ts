/** A file that cannot be read as what it should be. The message says what is wrong and where, for whoever sent it. */
export class FileRefused extends Error {
  /** The line at which reading stopped, counted from 1, where there is one. */
  readonly line: number | undefined
  constructor(message: string, line?: number) {
    super(line === undefined ? message : `Line ${line}: ${message}`)
    this.line = line
  }
}

/** The most characters that a file may have: a return of ten times the largest authority has fewer. */
export const longestFile = 300_000_000
