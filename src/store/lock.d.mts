/** The number of a process and the instant it started, so that a later process of the same number is not taken for it. */
export function processMark(pid: number): string

/** Whether a process of this number runs now, whoever owns it. */
export function isProcessAlive(pid: number): boolean

/** Whether the very process that `processMark` described still runs. */
export function isMarkAlive(mark: string): boolean

/**
 * Does the work while holding a lock file, waiting for its turn. A lock whose holder died is taken over.
 * `onWait` is told once which process is being waited for.
 */
export function withLock<Result>(
  path: string,
  work: () => Result | Promise<Result>,
  onWait?: (holder: number) => void,
): Promise<Result>
