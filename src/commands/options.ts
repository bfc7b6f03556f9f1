import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import { UsageError } from './command.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads the options and the words typed after a command's name. Throws a UsageError for what the command does not take. */
export const readOptions = <const Wanted extends Options>(
  given: readonly string[],
  options: Wanted,
  { words = 0 }: { readonly words?: number } = {},
) => {
  const parsed = parseOrRefuse(given, options)
  if (parsed.positionals.length > words) {
    throw new UsageError(`'${parsed.positionals[words] ?? ''}' is not expected here.`)
  }
  return parsed
}

const parseOrRefuse = <const Wanted extends Options>(given: readonly string[], options: Wanted) => {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true })
  } catch (error) {
    // The parser says whatever was wrong with what was typed, and nothing else, in its first sentence.
    if (error instanceof TypeError) throw new UsageError(error.message.split('. ')[0] ?? error.message)
    throw error
  }
}
