import { sql } from 'kysely'
import { mayKnowOf, mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { nameInQuery } from '../people/index.ts'
import type { Queries } from './ledger.ts'

/** A child that an entry is about, whose record opens to the reader. */
export type About = { readonly identity: number; readonly name: string; readonly paragraph: string | null }

/** Whom an entry is about. */
export type AboutWhom = {
  /** By age; the child who was asked for first. */
  readonly open: readonly About[]
  /** How many more there are of whom the reader may know, and whose records do not open. */
  readonly others: number
  /** Whether it is about anybody of whom the reader may not even know: who is not counted, and not spoken of. */
  readonly beyond: boolean
}

/** Whether an entry is about anybody whose record does not open to the reader, who then changes nothing about it. */
export const isClosed = ({ others, beyond }: AboutWhom): boolean => others > 0 || beyond

/** Whom an entry about a child is about beside that child; undefined where it is not about that child. */
export const aboutWhom = async (
  queries: Queries,
  context: Context,
  { entry, child }: { readonly entry: number; readonly child: number },
): Promise<AboutWhom | undefined> => {
  const { rows } = await sql<About & { readonly opens: boolean; readonly known: boolean; readonly isChild: boolean }>`
    select subject.identity, ${nameInQuery('version')} as name, subject.paragraph,
      ${mayOpen(context, 'subject.identity', 'few')} as opens,
      ${mayKnowOf(context, 'subject.identity', 'few')} as known, of_subject.person = of_child.person as "isChild"
    from entry_subject subject
    join identity_version version on version.identity = subject.identity and version.known_to = 'infinity'
    join person of_subject on of_subject.identity = subject.identity
    join person of_child on of_child.identity = ${child}
    where subject.lineage = ${entry}
    order by of_subject.person = of_child.person desc, version.born_on nulls last, subject.identity`.execute(queries)
  if (!rows.some(({ isChild, opens }) => isChild && opens)) return undefined
  const open = rows.filter(({ opens }) => opens)
  return {
    open: open.map(({ identity, name, paragraph }) => ({ identity, name, paragraph })),
    others: rows.filter(({ opens, known }) => known && !opens).length,
    beyond: rows.some(({ opens, known }) => !known && !opens),
  }
}
