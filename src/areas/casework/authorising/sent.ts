import { authorises } from '../../../journey/step.ts'
import { isMineToAnswer, isMineToTakeBack, lastReturnOf } from '../../../ledger/authorisation-requests.ts'
import { hasEarlierSaves } from '../../../ledger/draft-versions.ts'
import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { attachedTo } from '../documents/attached.ts'
import { paths } from '../paths.ts'
import { asRecorded } from '../recording/check.ts'
import { isSent, openDraft } from '../recording/state.ts'
import type { OpenDraft } from '../recording/state.ts'
import { authorisedOn } from './offered.ts'

export type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** What became of an answer that could not be given. */
export type Told = {
  readonly words: string
  readonly status: 409 | 422
  readonly at?: string
  readonly reason?: string
}

/** The whole as it will stand if it is authorised today, for the manager, for whoever sent it, and for others who open it. */
export const showSent = async (asked: ForDraft, open: OpenDraft, told?: Told): Promise<Answer> => {
  const { database, context } = asked
  const { step, draft, child, request } = open
  if (request === undefined) return notFound()
  const [recorded, attached, isMine, isMineBack, returned, history] = await Promise.all([
    asRecorded(asked, authorisedOn(open, context.today)),
    attachedTo(asked, child, { draft: draft.draft }),
    isMineToAnswer(database.sql, context, request.request),
    isMineToTakeBack(database.sql, context, request.request),
    lastReturnOf(database.sql, draft.draft),
    hasEarlierSaves(database.sql, draft.draft),
  ])
  const at = { draft: draft.draft }
  return page(
    'areas/casework/authorising/sent.njk',
    {
      title: `To authorise: ${step.title}`,
      ...recorded,
      request,
      returned,
      attached,
      day: step.fields[step.completedOn]?.ask ?? '',
      history: history ? paths.draftHistory(at) : undefined,
      authorise: isMine && authorises(step, context.role) ? paths.authoriseDraft(at) : undefined,
      returns: paths.returnDraft(at),
      takesBack: isMineBack ? paths.takeBackDraft(at) : undefined,
      reason: told?.reason ?? '',
      errors: told === undefined ? [] : [{ text: told.words, href: told.at ?? '#answers' }],
    },
    { status: told?.status ?? 200 },
  )
}

/** Where a draft stands now: the page on which it waits, the entry that it became, or the draft itself. */
export const whereItStands = ({ draft, child }: OpenDraft): string =>
  draft.completedAs === undefined
    ? paths.draft({ draft: draft.draft })
    : paths.entry({ child, entry: draft.completedAs })

/** The page of what was sent to a manager. */
export const sent = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  return isSent(open) ? showSent(asked, open) : redirect(whereItStands(open))
}
