/** How one part of a path reads: undefined where the text is not such a value, and then there is no such page. */
export type Part<Value> = { readonly read: (text: string) => Value | undefined }

/** A number of something in the record: 1 or more. */
export const wholeNumber: Part<number> = {
  read: text => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined),
}

/** A key or an id: letters, digits, hyphens and dots. */
export const key: Part<string> = {
  read: text => (/^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$/.test(text) ? text : undefined),
}

type PartNames<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PartNames<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never

type Parts<Pattern extends string> = { readonly [Name in PartNames<Pattern>]: Part<string | number> }

/** The values of a path's parts, by name. */
export type Params<P> = {
  readonly [Name in keyof P]: P[Name] extends Part<infer Value> ? Value : never
}

/** What may follow the question mark. Undefined values are left out. Never personal data. */
export type QueryValues = Readonly<Record<string, string | number | undefined>>

type PathArguments<P> = keyof P extends never
  ? readonly [params?: Params<P>, query?: QueryValues]
  : readonly [params: Params<P>, query?: QueryValues]

/** A page's address as a value: call it to write a link, read it to know the parts of a request. */
export type Path<P = object> = {
  (...args: PathArguments<P>): string
  readonly pattern: string
  readonly readParams: (raw: unknown) => Params<P> | undefined
}

const queryText = (query: QueryValues): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString()}`
}

const textsOf = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {}

/**
 * Declares a path: `path('/children/:child', { child: wholeNumber })`. A part without a reader, or a reader without
 * a part, does not compile.
 */
export const path = <const Pattern extends string, const P extends Parts<Pattern>>(
  pattern: Pattern,
  ...[parts]: PartNames<Pattern> extends never
    ? []
    : [parts: P & { readonly [Name in Exclude<keyof P, PartNames<Pattern>>]: never }]
): Path<PartNames<Pattern> extends never ? object : P> => {
  const readers: Readonly<Record<string, Part<string | number>>> = parts ?? {}
  const write = (params: Readonly<Record<string, string | number>> = {}, query: QueryValues = {}): string =>
    pattern.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name]))) +
    queryText(query)
  const readParams = (raw: unknown) => {
    const texts = textsOf(raw)
    const values = Object.entries(readers).map(([name, part]) => {
      const text = texts[name]
      return [name, typeof text === 'string' ? part.read(text) : undefined] as const
    })
    return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values)
  }
  return Object.assign(write, { pattern, readParams }) as never
}
