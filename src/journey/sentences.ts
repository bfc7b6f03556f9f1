/** The label of a code as it stands inside a sentence, or nothing where the question was not answered. */
export const labelOf = (codes: Readonly<Record<string, string>>, code: string | null | undefined): string =>
  code === undefined || code === null ? '' : lowerFirst(codes[code] ?? code)

/** With a small first letter, unless the word is written in capitals. */
export const lowerFirst = (words: string): string =>
  /^\p{Lu}(\p{Lu}|$)/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)

/** Some words with what goes before and after them, or nothing where they are empty. */
export const around = (before: string, words: string | null | undefined, after = ''): string =>
  words === undefined || words === null || words === '' ? '' : `${before}${words}${after}`
