import { draftVersions } from '../../../ledger/draft-versions.ts'
import type { DraftVersion } from '../../../ledger/draft-versions.ts'
import type { DraftForm } from '../../../ledger/drafts.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { aboutAlone, differences, namesOffered } from './differences.ts'
import { openDraft, questionsOf } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

const nothing: DraftForm = { subjects: [], typed: {}, paragraphs: {} }

/** A save and the one before it: what it was set beside or changed. */
const withBefore = (versions: readonly DraftVersion[]) =>
  versions.map((version, place) => ({
    ...version,
    before: version.setAside ? version.kept : (versions.slice(place + 1).find(each => !each.setAside)?.kept ?? nothing),
    after: version.setAside ? (version.sent ?? nothing) : version.kept,
  }))

const whomOf = ({ subjects, paragraphs }: DraftForm): readonly number[] => [
  ...subjects,
  ...Object.keys(paragraphs).map(Number),
]

/** Whom a save is about: whoever was chosen, and whoever has a paragraph, also where they were taken out of it again. */
const aboutIn = ({ kept, sent }: DraftVersion): readonly number[] => [
  ...whomOf(kept),
  ...(sent === undefined ? [] : whomOf(sent)),
]

/** The saves all of whose children open to the reader; of another the reader would learn what was written. */
const readable = async ({ database, context }: Asked, draft: number): Promise<readonly DraftVersion[]> => {
  const versions = await draftVersions(database.sql, draft)
  const open = await openAmong(database.sql, context, [...new Set(versions.flatMap(aboutIn))])
  return versions.filter(version => aboutIn(version).every(identity => open.has(identity)))
}

/** What was saved of a draft, by whom and when, and what each save changed. What was set aside stands there too. */
export const showHistory = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { rules, context } = asked
  const [record, versions, names] = await Promise.all([
    childRecord({ ...asked, child: open.child }),
    readable(asked, open.draft.draft),
    namesOffered(asked, open.step),
  ])
  return page('areas/casework/recording/history.njk', {
    title: `What was saved: ${open.step.title}`,
    frame: frameOf(rules, context, record, 'none'),
    heading: open.step.title,
    // A save that changed nothing says nothing.
    saves: withBefore(versions)
      .map(({ authorName, savedAt, setAside, before, after }) => ({
        authorName,
        savedAt,
        setAside,
        changes: [
          ...differences(open.step, questionsOf(after.typed), questionsOf(before.typed), context.today, names),
          ...[...new Set([...Object.keys(before.paragraphs), ...Object.keys(after.paragraphs)])]
            .filter(identity => before.paragraphs[identity] !== after.paragraphs[identity])
            .map(identity => ({
              ask: aboutAlone(record, Number(identity)),
              mine: after.paragraphs[identity] ?? '',
              theirs: before.paragraphs[identity] ?? '',
            })),
        ],
      }))
      .filter(({ changes }) => changes.length > 0),
    backHref: paths.draft({ draft: open.draft.draft }),
  })
}
