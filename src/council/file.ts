import type { z } from 'zod'
import { faultsOf } from './file-faults.ts'
import type { Named } from './file-faults.ts'
import { councilFileSchema } from './file-schema.ts'
import type { CouncilFile } from './file-schema.ts'

/** A council's file cannot be taken; `faults` says of each place in it what is wrong, one line each. */
export class CouncilFileRefused extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The council's file cannot be taken:\n${faults.join('\n')}`)
    this.name = 'CouncilFileRefused'
    this.faults = faults
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, part) =>
      typeof part === 'number' ? `${place}[${part}]` : place === '' ? String(part) : `${place}.${String(part)}`,
    '',
  )

const kindsInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

const issueInWords = (issue: z.core.$ZodIssue): string => {
  const place = placeOf(issue.path)
  const at = place === '' ? '' : `${place}: `
  if (issue.code === 'unrecognized_keys')
    return `${at}there is no ${issue.keys.map(name => `"${name}"`).join(', ')} here; check its spelling`
  if (issue.code === 'invalid_type')
    return `${at}${issue.message.endsWith('received undefined') ? 'is missing; it ' : ''}must be ${kindsInWords[issue.expected] ?? issue.expected}`
  return `${at}${issue.message}`
}

/** Checks what a council's file holds. Throws CouncilFileRefused, which names every place that is wrong. */
export const checkCouncilFile = (value: unknown, named: Named = {}): CouncilFile => {
  const read = councilFileSchema.safeParse(value)
  if (!read.success) throw new CouncilFileRefused(read.error.issues.map(issueInWords))
  const faults = faultsOf(read.data, named)
  if (faults.length > 0) throw new CouncilFileRefused(faults)
  return read.data
}

/** Reads the text of a council's file. Throws CouncilFileRefused, which names every place that is wrong. */
export const readCouncilFile = (text: string, named: Named = {}): CouncilFile => {
  try {
    return checkCouncilFile(JSON.parse(text), named)
  } catch (error) {
    if (error instanceof SyntaxError) throw new CouncilFileRefused([`it is not JSON: ${error.message}`])
    throw error
  }
}
