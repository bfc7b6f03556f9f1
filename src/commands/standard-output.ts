const lost = new WeakSet<Error>()

/** Lets the reader of the answer go when it has enough (`help | head`): the command ends as ever, the rest goes nowhere. */
export const letReaderGo = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    lost.add(error)
  })
}

/**
 * Whether this is what a command gets that waits until its answer is read, where the reader has gone. It is standard output's
 * own error: one from a database that went away reads the same.
 */
export const isReaderGone = (error: unknown): boolean => error instanceof Error && lost.has(error)
