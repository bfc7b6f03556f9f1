import { controlsSchema } from './controls.ts'
import type { Controls } from './controls.ts'
import { ControlsNotReadable } from './control-cannot-be-met.ts'

/** The controls in the text of a file. Throws `ControlsNotReadable`, naming every wrong key. */
export const readControls = (text: string): Controls => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ControlsNotReadable([`it is not JSON: ${error instanceof Error ? error.message : String(error)}`])
  }
  const result = controlsSchema.safeParse(json)
  if (!result.success)
    throw new ControlsNotReadable(
      result.error.issues.map(
        issue => `${issue.path.length === 0 ? 'the file' : issue.path.join('.')}: ${issue.message}`,
      ),
    )
  return result.data
}

/** The controls as the text of a file that documents itself and that `readControls` reads back. */
export const writeControls = (controls: Controls): string =>
  // Short arrays and objects without arrays inside stand on one line, as a person would write them.
  `${JSON.stringify(controls, null, 2).replace(/\{\s+("from": "[^"]*"),\s+("to": "[^"]*"),\s+("(?:count|inTime)": \d+)(?:,\s+("of": \d+))?\s+\}/g, (_, from: string, to: string, count: string, of?: string) => `{ ${[from, to, count, of].filter(part => part !== undefined).join(', ')} }`)}\n`
