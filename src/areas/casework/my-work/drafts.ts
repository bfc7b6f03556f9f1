import { sql } from 'kysely'
import { mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { draftsOf } from '../../../ledger/drafts.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'
import { draftLinks } from '../child/now.ts'
import type { DraftLink } from '../child/now.ts'
import { letterNamed } from '../letters/index.ts'
import { lettersBegun } from '../letters/writing/drafts.ts'
import { paths } from '../paths.ts'

/** A draft of a worker's, with the child whom it is about. */
export type OpenDraft = Omit<DraftLink, 'href'> & { readonly href: string | undefined; readonly child: string }

/** The letters that a worker has begun. They are their writer's alone, so others have no link to them. */
const letterDrafts = async (queries: Queries, context: Context, worker: number): Promise<readonly OpenDraft[]> =>
  (await lettersBegun(queries, context, worker)).map(({ draft, letter, child, name, savedAt }) => ({
    title: letterNamed(letter)?.title ?? letter,
    savedAt,
    child: name,
    href: worker === context.worker ? paths.letterDraft({ child, letter, draft }) : undefined,
  }))

/** The entries that a worker has begun. A child that does not open stays unnamed, and the draft has no link: it would open to nobody here. */
const entryDrafts = async (
  queries: Queries,
  rules: Rules,
  context: Context,
  worker: number,
): Promise<readonly OpenDraft[]> => {
  const drafts = await draftsOf(queries, { ...context, worker })
  const about = [...new Set(drafts.flatMap(({ subjects }) => subjects.slice(0, 1)))]
  const rows =
    about.length === 0
      ? []
      : await queries
          .selectFrom('identity_version')
          .select(['identity_version.identity', nameInQuery().as('name')])
          .where('identity_version.identity', 'in', about)
          .where('identity_version.known_to', '=', sql<string>`'infinity'`)
          .where(mayOpen(context, 'identity_version.identity', 'few'))
          .execute()
  const names = new Map(rows.map(({ identity, name }) => [identity, name]))
  return draftLinks(rules, drafts).map((link, index) => {
    const child = drafts[index]?.subjects[0]
    const name = child === undefined ? undefined : names.get(child)
    return {
      ...link,
      child:
        name ?? (child === undefined || worker !== context.worker ? '' : 'a child whose record no longer opens to you'),
      href: name !== undefined || (child === undefined && worker === context.worker) ? link.href : undefined,
    }
  })
}

/** What a worker has begun and not completed, entries and letters, the last touched first. */
export const openDrafts = async (
  queries: Queries,
  rules: Rules,
  context: Context,
  worker: number,
): Promise<readonly OpenDraft[]> => {
  const [entries, letters] = await Promise.all([
    entryDrafts(queries, rules, context, worker),
    letterDrafts(queries, context, worker),
  ])
  return [...entries, ...letters].toSorted((one, other) => (one.savedAt < other.savedAt ? 1 : -1))
}
