import { inWords } from '../../../calendar/index.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { authorisedAsOf } from '../../../ledger/authorisations.ts'
import type { Authorisation } from '../../../ledger/authorisations.ts'
import type { Entry } from '../../../ledger/read.ts'

/** What an entry’s page says of the manager: who authorised it and when, or that nobody is recorded to have. */
export const authorisedInWords = (
  step: AnyStep | undefined,
  versions: readonly Entry[],
  authorisations: readonly Authorisation[],
): { readonly words: string; readonly by: string | undefined } | undefined => {
  const [current] = versions
  if (current === undefined) return undefined
  const found = authorisedAsOf(authorisations, current)
  if (found === undefined)
    // Of what came from another system, or from the simulation, nobody knows.
    return step?.may.authorise === undefined || current.source !== 'righthelp'
      ? undefined
      : { words: 'No manager’s authorisation is recorded.', by: undefined }
  const version = versions.find(each => each.version === found.version)
  const isByAuthor = version?.author === found.by
  const said = isByAuthor
    ? `Authorised by ${found.byName} by recording it.`
    : found.at === null
      ? `Authorised by ${found.byName} on ${inWords(found.on)}, as ${version?.authorName ?? 'its author'} recorded.`
      : `Authorised by ${found.byName} on ${inWords(found.on)}.`
  const since = found.version === current.version ? '' : ' It has been corrected since, and that was not authorised.'
  return { words: `${said}${since}`, by: found.byName }
}
