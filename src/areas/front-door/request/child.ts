import type { ChildKnown } from '../../../door/known-of.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { counted } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { ageOrExpected, sentName } from '../words.ts'
import { candidatesByWords, candidatesFor } from './candidates.ts'

/** Who was looked for by other words than those that were sent. */
export type Looked = { readonly position: number; readonly words: string }

const knownBesides = ({ earlierContacts, otherRequests, openWork, heldBy }: ChildKnown): readonly string[] =>
  [
    heldBy === null ? '' : `Works with ${heldBy}`,
    earlierContacts > 0 ? `${counted(earlierContacts, 'earlier contact')} in a year` : 'No earlier contact in a year',
    otherRequests > 0 ? `${counted(otherRequests, 'other request')} in a year` : '',
    openWork > 0 ? `${counted(openWork, 'piece of work', 'pieces of work')} open` : 'No open work',
  ].filter(words => words !== '')

/** A child of a request: whose record it is, or whose it may be. */
export const childOnPage = async (
  asked: Asked,
  sent: OpenRequest,
  child: ChildKnown,
  { decided, looked }: { readonly decided: boolean; readonly looked: Looked | undefined },
) => {
  const candidates =
    child.identity !== null || decided
      ? []
      : looked === undefined
        ? await candidatesFor(asked, sent, child)
        : await candidatesByWords(asked, looked.words)
  return {
    position: child.position,
    name: sentName(child),
    age: ageOrExpected(child, asked.context.today),
    action: paths.childOfRequest({ request: sent.request, position: child.position }),
    decided,
    record:
      child.identity === null
        ? undefined
        : {
            name: child.name,
            href: paths.childPage({ child: child.identity }),
            besides: knownBesides(child),
          },
    candidates,
    looked: looked?.words,
  }
}
