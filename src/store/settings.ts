import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Where the records are: a PostgreSQL server named by its URL, or the embedded one, asked for by name or by default. */
export type DatabaseChoice =
  | { readonly kind: 'named'; readonly url: string }
  | { readonly kind: 'embedded'; readonly askedForByName: boolean }

export interface Settings {
  /** The TCP port that the web server listens on. */
  readonly port: number
  readonly database: DatabaseChoice
  /** The folder that holds what this installation keeps on disk, the embedded server's data included. */
  readonly dataFolder: string
  /** The URL of the role that is to own the access log on a named server; undefined where none is named. */
  readonly accessLogUrl?: string
  /** The file outside the database in which the log's seals are kept; in the data folder where none is named. */
  readonly seals?: string
  /** The command by which the council scans what is uploaded; undefined where it names none. */
  readonly scan?: string
  /** The command that sends notices by e-mail; undefined where the council names none. */
  readonly mailer?: string
  /** Where people reach this server, like `https://record.example`; undefined where only this machine does. */
  readonly origin?: string
  /** The council's provider of identities; undefined where none is connected. */
  readonly provider?: ProviderSettings
}

/** How this server is known to the council's provider of identities (OpenID Connect). */
export type ProviderSettings = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }

/** What the environment sets wrongly, one line for each variable, for the person who set it. */
export class SettingsError extends Error {}

const checkout = fileURLToPath(new URL('../..', import.meta.url))

const databaseUrl = z.string().refine(
  text => {
    if (text === 'embedded') return true
    if (!URL.canParse(text)) return false
    const { protocol, hostname, pathname } = new URL(text)
    return (
      ['postgres:', 'postgresql:'].includes(protocol) &&
      (hostname !== '' || text.includes('host=')) &&
      pathname.length > 1
    )
  },
  { error: 'must be a URL such as postgres://user:password@host:5432/righthelp, or the word embedded' },
)

const isThisMachine = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** Passwords and cookies travel over https alone; http is for trying on one machine. */
const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url)))
}

const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a whole number from 0 to 65535' })
    .transform(Number)
    .refine(port => port <= 65535, { error: 'must be a whole number from 0 to 65535' })
    .default(3000),
  DATABASE_URL: databaseUrl.optional(),
  RIGHTHELP_ACCESS_LOG_URL: databaseUrl.optional(),
  RIGHTHELP_SEALS: z.string().optional(),
  RIGHTHELP_DATA: z
    .string()
    .refine(path => !path.includes('\0'), { error: 'must be the path of a folder' })
    .optional(),
  RIGHTHELP_SCAN: z.string().trim().min(1, { error: 'must be a command, such as clamdscan --no-summary -' }).optional(),
  RIGHTHELP_MAILER: z.string().trim().min(1, { error: 'must be a command, such as sendmail -t' }).optional(),
  RIGHTHELP_ORIGIN: z
    .string()
    .refine(text => isSafeAddress(text) && new URL(text).origin === text.replace(/\/$/, ''), {
      error: 'must be where people reach this server, such as https://record.example, without a path',
    })
    .transform(text => new URL(text).origin)
    .optional(),
  RIGHTHELP_OIDC_ISSUER: z
    .string()
    .refine(isSafeAddress, { error: 'must be the https address of the provider, such as https://login.example/tenant' })
    .optional(),
  RIGHTHELP_OIDC_CLIENT_ID: z.string().optional(),
  RIGHTHELP_OIDC_CLIENT_SECRET: z.string().optional(),
})

const providerNames = ['RIGHTHELP_OIDC_ISSUER', 'RIGHTHELP_OIDC_CLIENT_ID', 'RIGHTHELP_OIDC_CLIENT_SECRET'] as const

type Checked = z.output<typeof environmentSchema>

/** A provider is named whole or not at all, and can send people back only to an address that is known. */
const providerIn = (checked: Checked): ProviderSettings | undefined => {
  if (providerNames.every(name => checked[name] === undefined)) return undefined
  const [issuer, clientId, clientSecret] = providerNames.map(name => checked[name])
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || !checked.RIGHTHELP_ORIGIN) {
    const missing = [...providerNames, 'RIGHTHELP_ORIGIN' as const].filter(name => checked[name] === undefined)
    throw new SettingsError(
      missing.map(name => `${name} must be set too, so that people can sign in with the provider.`).join('\n'),
    )
  }
  return { issuer, clientId, clientSecret }
}

/** Every variable of the environment that is read here. */
export const variableNames = Object.keys(environmentSchema.shape) as readonly (keyof Checked)[]

// PostgreSQL refuses to run as root, and the unprivileged user it then runs as may not be able to enter the checkout.
const defaultDataFolder = (): string =>
  process.getuid?.() === 0
    ? join('/var/lib/righthelp', createHash('sha256').update(checkout).digest('hex').slice(0, 12))
    : join(checkout, '.righthelp')

const databaseChoice = (url: string | undefined): DatabaseChoice => {
  if (url === undefined) return { kind: 'embedded', askedForByName: false }
  return url === 'embedded' ? { kind: 'embedded', askedForByName: true } : { kind: 'named', url }
}

/**
 * Reads PORT, DATABASE_URL and the variables that begin with RIGHTHELP_ from the environment; an empty one counts as absent.
 * Throws a SettingsError that names every variable set wrongly, and never repeats one that may hold a password.
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>> = process.env): Settings => {
  const given = Object.fromEntries(
    variableNames.map(name => [name, environment[name] === '' ? undefined : environment[name]]),
  )
  const checked = environmentSchema.safeParse(given)
  if (!checked.success) {
    throw new SettingsError(checked.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  }
  const { PORT, DATABASE_URL, RIGHTHELP_DATA, RIGHTHELP_SCAN, RIGHTHELP_MAILER, RIGHTHELP_ORIGIN } = checked.data
  const { RIGHTHELP_ACCESS_LOG_URL, RIGHTHELP_SEALS } = checked.data
  const provider = providerIn(checked.data)
  return {
    port: PORT,
    database: databaseChoice(DATABASE_URL),
    dataFolder: RIGHTHELP_DATA === undefined ? defaultDataFolder() : resolve(RIGHTHELP_DATA),
    ...(RIGHTHELP_ACCESS_LOG_URL === undefined ? {} : { accessLogUrl: RIGHTHELP_ACCESS_LOG_URL }),
    ...(RIGHTHELP_SEALS === undefined ? {} : { seals: resolve(RIGHTHELP_SEALS) }),
    ...(RIGHTHELP_SCAN === undefined ? {} : { scan: RIGHTHELP_SCAN }),
    ...(RIGHTHELP_MAILER === undefined ? {} : { mailer: RIGHTHELP_MAILER }),
    ...(RIGHTHELP_ORIGIN === undefined ? {} : { origin: RIGHTHELP_ORIGIN }),
    ...(provider === undefined ? {} : { provider }),
  }
}

/** What the embedded server lacks, for whoever considers keeping real records on it. */
export const embeddedLacks =
  'The embedded PostgreSQL is for trying, teaching and developing. It lacks replication, backups, point-in-time ' +
  'recovery, connections from other machines, monitoring, and the tools psql and pg_dump.'
