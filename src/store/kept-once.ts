/** Answers by key, each of the working that was begun under it. */
export type KeptAnswers = Map<string, Promise<unknown>>

/** The answer that is kept under a key, which must name all that it depends on; worked out where there is none, or it failed. */
export const answeredOnce = <Answer>(
  answers: KeptAnswers,
  key: string,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const known = answers.get(key)
  // What stands under a key was put there by a working of this same key.
  if (known !== undefined) return known as Promise<Answer>
  const answer = work()
  answers.set(key, answer)
  answer.catch(() => answers.delete(key))
  return answer
}

/**
 * What is worked out once for each database and kept until it is asked for under another key. Several who ask at once wait
 * for one working; one that failed is not kept, and takes nothing with it that was kept since.
 */
export const keptOnce = <Answer>() => {
  const kept = new WeakMap<object, { readonly key: string | number; readonly answer: Promise<Answer> }>()
  return (database: object, key: string | number, work: () => Promise<Answer>): Promise<Answer> => {
    const known = kept.get(database)
    if (known?.key === key) return known.answer
    const mine = { key, answer: work() }
    kept.set(database, mine)
    mine.answer.catch(() => {
      if (kept.get(database) === mine) kept.delete(database)
    })
    return mine.answer
  }
}
