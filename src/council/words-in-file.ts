import { z } from 'zod'

/** Words in a council's file: some, and none that the database could not keep. */
export const wordsInFile = (longest = 200) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be ${longest} characters or fewer`)
    .refine(text => !text.includes('\0'), 'must not hold the character NUL')
