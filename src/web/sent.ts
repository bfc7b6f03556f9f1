import type { Sent } from './area.ts'

/**
 * Text as somebody sent it and as the record can hold it: whole characters, and none of U+0000, which nobody types and
 * which PostgreSQL refuses in any text.
 */
export const asText = (sent: string): string => sent.replaceAll('\u0000', '').toWellFormed()

const textsIn = (value: unknown): string | readonly string[] | undefined => {
  if (typeof value === 'string') return asText(value)
  return Array.isArray(value)
    ? value.flatMap((each: unknown) => (typeof each === 'string' ? [asText(each)] : []))
    : undefined
}

/** What a form or an address held: texts and lists of texts, and nothing of another kind. */
export const sentIn = (raw: unknown): Sent =>
  typeof raw !== 'object' || raw === null
    ? {}
    : Object.fromEntries(
        Object.entries(raw).flatMap(([name, value]) => {
          const texts = textsIn(value)
          return texts === undefined ? [] : [[asText(name), texts] as const]
        }),
      )
