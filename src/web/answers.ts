import type { CsvCell } from './tables/csv.ts'

/** What a page shows. The title is the same for every child: titles carry no personal data. */
export type PageModel = { readonly title: string } & Readonly<Record<string, unknown>>

/** Cookies of an area of its own to set with the answer, by name; null takes one away. They end with the browser. */
export type CookiesToSet = Readonly<Record<string, string | null>>

/** A page: a template of the area, by its path under src, and what it shows. */
export type Page = {
  readonly kind: 'page'
  readonly template: string
  readonly model: PageModel
  readonly status: number
  readonly cookies?: CookiesToSet
}

/** Go to another page. `session` starts a session with its token, or ends it where it is null. */
export type Redirect = {
  readonly kind: 'redirect'
  readonly to: string
  readonly session?: string | null
  readonly cookies?: CookiesToSet
}

/** A table as a file. */
export type Csv = {
  readonly kind: 'csv'
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
}

/** A file to keep, never to be shown by the browser as a page of ours. */
export type FileAnswer = {
  readonly kind: 'file'
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Why there is no page: what happened and what to do, a sentence each. */
export type Problem = {
  readonly kind: 'problem'
  readonly status: 403 | 404 | 409 | 422 | 503
  readonly heading: string
  readonly words: readonly string[]
}

/** What the server answers to a request. */
export type Answer = Page | Redirect | Csv | FileAnswer | Problem

/** A page from a template: `page('areas/casework/child.njk', { title: 'A child', ... })`. 422 where a form came back with errors. */
export const page = (
  template: `${string}.njk`,
  model: PageModel,
  { status = 200 }: { readonly status?: 200 | 409 | 422 } = {},
): Page => ({ kind: 'page', template, model, status })

/** Go to another page of ours, after a form was taken. */
export const redirect = (to: string): Redirect => ({ kind: 'redirect', to: isOurs(to) ? to : '/' })

/** Start a session with this token, or end it with null, and go on. */
export const redirectWithSession = (to: string, session: string | null): Redirect => ({ ...redirect(to), session })

/** Go to the council's provider of identities: the only place elsewhere that we send anybody. */
export const redirectToProvider = (address: string): Redirect => ({ kind: 'redirect', to: address })

/** The same page or redirect, which also sets cookies. */
export const withCookies = <Given extends Page | Redirect>(answer: Given, cookies: CookiesToSet): Given => ({
  ...answer,
  cookies,
})

/** A table as a CSV file; its name without an ending, and without personal data. */
export const csv = (name: string, header: readonly string[], rows: readonly (readonly CsvCell[])[]): Csv => ({
  kind: 'csv',
  name,
  header,
  rows,
})

/** A file under a name, its bytes handed on as they are read. */
export const file = (handed: Omit<FileAnswer, 'kind'>): FileAnswer => ({ kind: 'file', ...handed })

/** A problem in words for the person who asked. */
export const problem = (status: Problem['status'], heading: string, ...words: readonly string[]): Problem => ({
  kind: 'problem',
  status,
  heading,
  words,
})

/** There is no such thing, or none that this person may know of: the answers are the same. */
export const notFound = (): Problem =>
  problem(
    404,
    'Page not found',
    'There is no such page, or it is about somebody whose record you do not work with.',
    'If you typed the address, check it. If you followed a link, the record may have moved.',
  )

/** This person may not do this. */
export const refused = (): Problem =>
  problem(
    403,
    'You may not do this',
    'Your role does not include it. The refusal has been noted, as every look is.',
    'If your work needs it, ask your manager or an administrator.',
  )

/** Whether a link stays on this server. A browser drops tabs and line breaks from an address before it reads it. */
export const isOurs = (to: string): boolean => /^\/(?!\/)[!-[\]-~]*$/.test(to)
