/** The label of a code as it stands inside a sentence, or nothing where the question was not answered. */
export const labelOf = (codes: Readonly<Record<string, string>>, code: string | null | undefined): string =>
  code === undefined || code === null ? '' : lowerFirst(codes[code] ?? code)

/** With a small first letter, unless the word is written in capitals. */
export const lowerFirst = (words: string): string =>
  /^\p{Lu}(\p{Lu}|$)/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)

/** Some words with what goes before and after them, or nothing where they are empty. */
export const around = (before: string, words: string | null | undefined, after = ''): string =>
  words === undefined || words === null || words === '' ? '' : `${before}${words}${after}`

/** The words with the article that their sound asks for: `a social worker`, `an early help worker`. */
export const withArticle = (words: string): string => `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`

/** Words that somebody wrote as the end of a sentence: with a full stop, unless they bring their own end. */
export const ended = (words: string): string => {
  const said = words.trimEnd()
  return /[.!?…]$/u.test(said) ? said : `${said}.`
}
