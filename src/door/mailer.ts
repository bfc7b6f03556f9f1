import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { partsOfCommand } from '../documents/command-scan.ts'

/** A notice by e-mail. It says that there is an answer and nothing of what is in it. */
export type Notice = { readonly to: string; readonly subject: string; readonly words: string }

/** Sends a notice, or throws. */
export type Mailer = (notice: Notice) => Promise<void>

const longest = 30_000

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').trim()

/**
 * A mailer that is a program, as `sendmail -t` is: it reads the message from its standard input and ends with 0 where it
 * has taken it.
 */
export const mailByCommand = (command: string): Mailer => {
  const [program = '', ...given] = partsOfCommand(command)
  return async ({ to, subject, words }) => {
    const child = spawn(program, given, { stdio: ['pipe', 'ignore', 'ignore'], signal: AbortSignal.timeout(longest) })
    const closed = once(child, 'close') as Promise<[number | null]>
    child.stdin.on('error', () => undefined)
    child.stdin.end(
      `To: ${oneLine(to)}\nSubject: ${oneLine(subject)}\nContent-Type: text/plain; charset=utf-8\n\n${words}\n`,
    )
    const [code] = await closed
    if (code !== 0) throw new Error(`The mail program ended with ${code ?? 'no code'}.`)
  }
}
