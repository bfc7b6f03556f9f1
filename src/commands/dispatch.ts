import { EmbeddedServerError } from '../store/embedded/embedded-server-error.ts'
import { embeddedLacks, readSettings, SettingsError } from '../store/settings.ts'
import { Refusal, say, UsageError } from './command.ts'
import type { Command } from './command.ts'
import { isReaderGone } from './standard-output.ts'

const helpText = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length), 'help [COMMAND]'.length)
  const line = (name: string, summary: string) => `  ${name.padEnd(width)}  ${summary}`
  return [
    'Righthelp runs a county’s children’s services on one record.',
    '',
    'Commands (npm run -s righthelp -- COMMAND; npm start is the command start):',
    ...commands.map(({ name, summary }) => line(name, summary)),
    line('help [COMMAND]', 'this list, or how one command is used'),
    '',
    'From the environment:',
    '  PORT            the port of the web server (3000)',
    '  DATABASE_URL    the PostgreSQL server to use, or `embedded` (the default) for the one in the package',
    '  RIGHTHELP_DATA  the folder for what is kept on disk (.righthelp/ here; for root a folder in /var/lib/righthelp)',
    '  RIGHTHELP_SCAN  the command that scans what is uploaded for viruses; none where it is not set (docs/documents.md)',
    '  RIGHTHELP_MAILER  the command that sends notices by e-mail; without one they wait (docs/front-door.md)',
    '  RIGHTHELP_ACCESS_LOG_URL and RIGHTHELP_SEALS  who owns the access log, and where its seals are (docs/security.md)',
    '  RIGHTHELP_ORIGIN  where people reach the server, like https://record.example (docs/signing-in.md)',
    '  RIGHTHELP_OIDC_ISSUER, RIGHTHELP_OIDC_CLIENT_ID and RIGHTHELP_OIDC_CLIENT_SECRET  how they sign in there',
    '',
    embeddedLacks,
  ].join('\n')
}

const startsWith = (words: readonly string[], name: string): boolean =>
  name.split(' ').every((word, index) => words[index] === word)

/** The command whose whole name was typed; of two that fit, the longer: `database stop` before `database`. */
const findCommand = (commands: readonly Command[], words: readonly string[]): Command | undefined =>
  commands.filter(({ name }) => startsWith(words, name)).sort((one, other) => other.name.length - one.name.length)[0]

const withName = (commands: readonly Command[], words: readonly string[]): Command => {
  const command = findCommand(commands, words)
  if (command !== undefined) return command
  const alike = commands.filter(({ name }) => name.split(' ')[0] === words[0]).map(({ name }) => `'${name}'`)
  throw new UsageError(
    `There is no command '${words.join(' ')}'. ` +
      (alike.length > 0 ? `Did you mean ${alike.join(' or ')}?` : 'The command `help` lists them.'),
  )
}

const help = (commands: readonly Command[], words: readonly string[]): void => {
  const isOfAll = words.length === 0 || (words.length === 1 && words[0] === 'help')
  process.stdout.write(`${isOfAll ? helpText(commands) : withName(commands, words).usage}\n`)
}

const askedForHelp = (words: readonly string[]): boolean => words.some(word => word === '--help' || word === '-h')

const run = async (commands: readonly Command[], typed: readonly string[]): Promise<void> => {
  const [first, ...rest] = typed
  if (first === undefined || first === 'help') help(commands, rest)
  else if (askedForHelp(typed)) help(commands, findCommand(commands, typed)?.name.split(' ') ?? [])
  else {
    const command = withName(commands, typed)
    await command.run(typed.slice(command.name.split(' ').length), readSettings())
  }
}

const isForPeople = (error: unknown): error is Error =>
  error instanceof Refusal || error instanceof SettingsError || error instanceof EmbeddedServerError

const tell = (commands: readonly Command[], typed: readonly string[], error: unknown): void => {
  if (error instanceof UsageError) {
    const command = findCommand(commands, typed)
    say(command === undefined ? error.message : `${error.message}\n\n${command.usage}`)
  } else if (isForPeople(error)) say(error.message)
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

/** Runs the command that was typed, and answers with the exit code: 0 done, 1 refused or failed, 2 typed wrongly. */
export const dispatch = async (commands: readonly Command[], typed: readonly string[]): Promise<number> => {
  try {
    await run(commands, typed)
    return 0
  } catch (error) {
    if (isReaderGone(error)) return 0
    tell(commands, typed, error)
    return error instanceof UsageError ? 2 : 1
  }
}
