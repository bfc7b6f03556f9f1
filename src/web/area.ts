import type { Context } from '../access/context.ts'
import { look } from '../access/log.ts'
import type { Provider } from '../access/openid.ts'
import type { Instant } from '../calendar/index.ts'
import type { Council } from '../council/council.ts'
import type { Scan } from '../documents/scan.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { notFound } from './answers.ts'
import type { Answer } from './answers.ts'
import { knownChild } from './known-child.ts'
import type { Params, Part, Path } from './path.ts'

/** A question over who asks. Nothing is permitted that no permission permits. */
export type Permission = (context: Context) => boolean

/** What a form or an address holds: text, or texts where a name came more than once. */
export type Sent = Readonly<Record<string, string | readonly string[] | undefined>>

/** A file that was sent with a form; it is read while it arrives, and only once. */
export type SentFile = {
  readonly field: string
  readonly name: string
  readonly pieces: () => AsyncIterable<Uint8Array>
}

/** A request as an area sees it, a ledger to record in included. `form` is empty unless something was posted. */
export type Asked<P = object> = Ledger & {
  readonly context: Context
  readonly params: Params<P>
  readonly query: Sent
  readonly form: Sent
  /** Where this server is to whoever asks, like `https://record.example`: for links in what leaves it. */
  readonly origin: string
  /** The files of the form, one after another as they arrive; there are none unless the route takes files. */
  readonly files: AsyncIterable<SentFile>
  /** The token of the session; undefined only where nobody has signed in. */
  readonly session: string | undefined
  /** The council's provider of identities, by its address, where one is connected. */
  readonly issuer?: string | undefined
  /** The council's own scan of what is uploaded, where it has named one. */
  readonly scan?: Scan | undefined
}

/** A request about a child whose record is open to whoever asks. */
export type AskedAboutChild<P = object> = Asked<P> & { readonly child: number }

/** A request to a page that is open to anyone; the context of whoever has signed in all the same. */
export type AskedByAnyone<P = object> = Omit<Asked<P>, 'context'> & {
  /** Whether the request comes from this machine itself, to an address that only this machine has. */
  readonly loopback: boolean
  readonly context: Context | undefined
  /** The council's provider of identities, where one is connected. */
  readonly provider: Provider | undefined
  /** What the browser says it is, in words. */
  readonly browser: string
  /** The cookies that came with it, by name: an area whose people are no workers keeps its own. */
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly now: Instant
  readonly council: Council | undefined
}

type Raw<A> = Omit<A, 'params'> & { readonly params: unknown }

/** Why a form was refused before its page saw it: its token is gone with the session, or it is larger than it may be. */
export type RefusedForm = 'stale' | 'tooLarge'

/** How an open page differs from others that are open. */
export type OpenManners = {
  /** As many requests as one address may make in a minute, where it is fewer than usual. */
  readonly atMost?: number
  /** Whether a page that is left from here learns nothing of it. */
  readonly leavesNoTrace?: boolean
  /** As many bytes as may be sent to it, where it is fewer than usual: more is refused before it is read. */
  readonly mostBytes?: number
  /** What is answered where a form was refused before its page saw it; the usual words otherwise. */
  readonly whenRefused?: (asked: AskedByAnyone, because: RefusedForm) => Promise<Answer> | Answer
}

/** One page or action, whatever its path's parts. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly pattern: string
  readonly audit: string
  readonly takesFiles: boolean
} & (
  | {
      readonly open: false
      readonly permission: Permission
      /** Whether the server notes the act, or the answer does, which knows about which child it was. */
      readonly noted: 'here' | 'byAnswer'
      readonly answer: (asked: Raw<Asked>) => Promise<Answer>
    }
  | (OpenManners & {
      readonly open: true
      readonly because: string
      readonly answer: (asked: Raw<AskedByAnyone>) => Promise<Answer>
    })
)

/** A link in the navigation, shown to those for whom its permission answers yes. */
export type NavigationItem = { readonly text: string; readonly to: string; readonly permission: Permission }

/** The page of an area on which problems are told, and what it shows beside their words. */
export type ProblemPages = {
  readonly under: string
  readonly template: `${string}.njk`
  readonly model: (council: Council | undefined) => Readonly<Record<string, unknown>>
}

/** What a service does, as the server sees it. */
export type Area = {
  readonly name: string
  readonly routes: readonly Route[]
  readonly navigation: readonly NavigationItem[]
  /** How its people are told of what could not be answered: the template for every address under its own. */
  readonly problems?: ProblemPages
  /** Folders under src whose modules its pages load. */
  readonly browserFolders?: readonly string[]
}

/** Declares an area. */
export const area = (declared: Area): Area => declared

/** What a page or an action of people who have signed in says of itself, and how it answers what it is asked. */
type Declared<P, A> = {
  readonly method: Route['method']
  readonly path: Path<P>
  readonly permission: Permission
  /** What the access log calls it: a verb and its object. */
  readonly audit: string
  /** Whether its form has files (`multipart/form-data`); the form's other fields then stand before them. */
  readonly takesFiles?: boolean
  /** Whether it asks the same at every visit, but for who asks, of whom and when: its questions are then planned once. */
  readonly asksTheSame?: boolean
  readonly answer: (asked: A) => Promise<Answer> | Answer
}

const databaseOf = ({ asksTheSame }: { readonly asksTheSame?: boolean }, { database }: Raw<Asked>): Asked['database'] =>
  asksTheSame === true ? { ...database, sql: database.plannedOnce } : database

/**
 * Declares a page or an action of people who have signed in. Without a permission or an audit name it does not
 * compile. An address whose parts do not read (a word where a number belongs) is a page that does not exist.
 */
export const route = <P>(declared: Declared<P, Asked<P>>): Route => ({
  open: false,
  noted: 'here',
  takesFiles: declared.takesFiles ?? false,
  method: declared.method,
  pattern: declared.path.pattern,
  permission: declared.permission,
  audit: declared.audit,
  answer: async asked => {
    const params = declared.path.readParams(asked.params)
    return params === undefined
      ? notFound()
      : declared.answer({ ...asked, database: databaseOf(declared, asked), params })
  },
})

/**
 * Declares a page or an action about one child, whose path has a part `child`. Access is asked first, and the look is
 * kept whatever the answer: the page is answered where the record is open; a child whom one may only know of is shown by
 * name, age and whom to ask; any other is a page that does not exist.
 */
export const childRoute = <P extends { readonly child: Part<number> }>(
  declared: Declared<P, AskedAboutChild<P>>,
): Route => ({
  open: false,
  noted: 'byAnswer',
  takesFiles: declared.takesFiles ?? false,
  method: declared.method,
  pattern: declared.path.pattern,
  permission: declared.permission,
  audit: declared.audit,
  answer: async asked => {
    const params = declared.path.readParams(asked.params)
    if (params === undefined) return notFound()
    const { child, entry } = params as { readonly child: number; readonly entry?: number }
    const answer = await look(asked.database.sql, asked.context, child, declared.audit, entry)
    if (answer === 'nothing') return notFound()
    if (answer === 'known') return knownChild(asked, child)
    return declared.answer({ ...asked, database: databaseOf(declared, asked), params, child })
  },
})

const openMannersOf = ({ atMost, leavesNoTrace, mostBytes, whenRefused }: OpenManners): OpenManners => ({
  ...(atMost === undefined ? {} : { atMost }),
  ...(leavesNoTrace === undefined ? {} : { leavesNoTrace }),
  ...(mostBytes === undefined ? {} : { mostBytes }),
  ...(whenRefused === undefined ? {} : { whenRefused }),
})

/** Declares a page or an action that is open to anyone, and why. Requests to it are limited in number. */
export const openRoute = <P>(
  declared: OpenManners & {
    readonly method: Route['method']
    readonly path: Path<P>
    readonly because: string
    readonly audit: string
    /** Whether its form has files, as for `route`. */
    readonly takesFiles?: boolean
    readonly answer: (asked: AskedByAnyone<P>) => Promise<Answer> | Answer
  },
): Route => ({
  ...openMannersOf(declared),
  open: true,
  takesFiles: declared.takesFiles ?? false,
  method: declared.method,
  pattern: declared.path.pattern,
  because: declared.because,
  audit: declared.audit,
  answer: async asked => {
    const params = declared.path.readParams(asked.params)
    return params === undefined ? notFound() : declared.answer({ ...asked, params })
  },
})

/** The text of something sent: the first where there are several, empty where there is none. */
export const textOf = (sent: string | readonly string[] | undefined): string =>
  (typeof sent === 'string' ? sent : (sent?.[0] ?? '')).trim()

/** The texts of something sent, as for several boxes that were ticked. */
export const textsOf = (sent: string | readonly string[] | undefined): readonly string[] =>
  typeof sent === 'string' ? [sent] : (sent ?? [])
