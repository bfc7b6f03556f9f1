// Words of one line hold no control character, and PostgreSQL refuses the first of them.
const controlCharacters = /[\u0000-\u001f\u007f]/g

/** Words of one line with single spaces and without control characters; null where there are none. */
export const tidyWords = (text: string | null): string | null => {
  const words = text?.normalize('NFC').replace(controlCharacters, ' ').replace(/\s+/g, ' ').trim() ?? ''
  return words === '' ? null : words
}
