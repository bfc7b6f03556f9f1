/** A name as it is compared: its words in small plain letters, and all of them written together. */
export type FoldedName = { readonly words: readonly string[]; readonly joined: string }

const longest = 200
const mostWords = 8

const special: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't', ß: 'ss', æ: 'ae', œ: 'oe', ə: 'a' },
}
const specialLetters = new RegExp(`[${Object.keys(special).join('')}]`, 'g')
const apostrophes = /['’‘ʼʻ`´]/g
const han = /[\u2e80-\u9fff\uac00-\ud7a3]/gu

const plain = /^[a-z]+$/

const wordsIn = (typed: string): readonly string[] => {
  const small = typed.slice(0, longest).toLowerCase().trim()
  if (plain.test(small)) return [small]
  return (
    small
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .replace(specialLetters, letter => special[letter] ?? letter)
      .replace(apostrophes, '')
      // Names in Han or Hangul are written together: each sign is a word of its own.
      .replace(han, ' $& ')
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter(word => word !== '')
      .slice(0, mostWords)
  )
}

/** Folds a name: without marks, apostrophes and hyphens, whatever its case. Whatever is beyond 200 characters is left out. */
export const foldName = (typed: string | null | undefined): FoldedName => {
  const words = typed == null ? [] : wordsIn(typed)
  return { words, joined: words.join('') }
}
