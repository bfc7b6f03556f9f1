// Whatever is reckoned with it is below nought, which no year, month, day or time of day is.
const notADigit = -100_000

export const digitAt = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : notADigit
}

/** The number that two characters of a text make; far below nought where one of them is no digit. */
export const twoDigitsAt = (text: string, at: number): number => digitAt(text, at) * 10 + digitAt(text, at + 1)
