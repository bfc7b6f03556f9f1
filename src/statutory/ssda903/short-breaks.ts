import { shortBreaks } from './episodes.ts'
import type { Episode } from './episodes.ts'

/** Whether an episode is one of short breaks: much is not asked of those. */
export const isInShortBreaks = ({ LS }: Pick<Episode, 'LS'>): boolean => LS !== null && shortBreaks.has(LS)
