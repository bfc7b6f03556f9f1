/** A number as people write one: digits with spaces, brackets, dots and hyphens, a plus before, an extension after. */
const telephoneForm = /^(\+|\(\+)?[\d\s()./-]+(\s*(?:ext|extension|x)\.?\s*\d{1,6})?$/i

/** Whether words are plausibly a telephone number: E.164 has 15 digits at most, and an old local number six. */
export const isTelephone = (words: string): boolean => {
  const match = telephoneForm.exec(words)
  if (match === null) return false
  const extension = match[2] ?? ''
  const digits = words.slice(0, words.length - extension.length).replaceAll(/\D/g, '').length
  return digits >= 6 && digits <= 15
}

export const telephoneProblem = 'Enter a telephone number, like 01632 960 001 or +44 7700 900 982'

const extensionForm = /\s*(?:ext|extension|x)\.?\s*\d{1,6}$/i

/**
 * The digits alone, by which the same number is known however it is written: without its extension, and as it is dialled in
 * this country, where +44 or 0044, with or without (0), is 0.
 */
export const telephoneDigits = (words: string): string =>
  words
    .trim()
    .replace(extensionForm, '')
    .replaceAll(/[^\d+]/g, '')
    .replace(/^(?:\+|00)440?/, '0')
