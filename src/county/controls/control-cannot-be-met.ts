/** The controls ask for something that cannot be: names the series and the month or period, and why. Nothing has been written. */
export class ControlCannotBeMet extends Error {
  readonly series: string
  readonly month: string
  readonly why: string

  constructor(series: string, month: string, why: string) {
    super(`The controls cannot be met: ${series}, ${month}: ${why}`)
    this.name = 'ControlCannotBeMet'
    this.series = series
    this.month = month
    this.why = why
  }
}

/** The controls file is not a controls file: each problem names the key and what it must be. */
export class ControlsNotReadable extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The controls file cannot be used:\n${problems.map(problem => `- ${problem}`).join('\n')}`)
    this.name = 'ControlsNotReadable'
    this.problems = problems
  }
}
