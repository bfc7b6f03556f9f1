import { connectionKinds, contactDetailsBefore, contactDetailsOf, contactKinds } from '../../../people/index.ts'
import type { Connection, ContactDetail, ContactSaidBefore } from '../../../people/index.ts'
import type { Asked } from '../../../web/index.ts'
import { openAmong } from '../child/near.ts'
import type { ChildRecord } from '../child/record.ts'

type Asking = Pick<Asked, 'database' | 'context'>

/** Somebody whom the reader may ring: the child, or one near the child whose own record opens. */
export type Reached = {
  readonly identity: number
  readonly name: string
  readonly isTheir: string | undefined
  readonly details: readonly ContactDetail[]
}

/** How the child and those near the child are reached, as far as their own records open to the reader. */
export const reachOf = async ({ database, context }: Asking, record: ChildRecord): Promise<readonly Reached[]> => {
  const open = await openAmong(
    database.sql,
    context,
    record.near.map(({ identity }) => identity),
  )
  const people = [
    { identity: record.child, name: record.facts.name, isTheir: undefined },
    ...record.near.filter(({ identity }) => open.has(identity)),
  ]
  const details = await contactDetailsOf(
    database.sql,
    people.map(({ identity }) => identity),
  )
  return people.map(({ identity, name, isTheir }) => ({
    identity,
    name,
    isTheir,
    details: details.filter(detail => detail.identity === identity),
  }))
}

/** What was said before of how these people are reached, the latest first. */
export const saidBefore = async (
  { database }: Pick<Asking, 'database'>,
  reached: readonly Reached[],
): Promise<readonly (ContactSaidBefore & Pick<Reached, 'name'>)[]> => {
  const nameOf = new Map(reached.map(({ identity, name }) => [identity, name]))
  const before = await contactDetailsBefore(database.sql, [...nameOf.keys()])
  return before.map(each => ({ ...each, name: nameOf.get(each.identity) ?? '' }))
}

/** Whether it is safe to be used, in words. */
const safeInWords = ({ safe }: Pick<ContactDetail, 'safe'>): string =>
  safe === null ? 'not asked whether it is safe' : safe ? 'safe to use' : 'not safe to use'

/** A number or an address as a page shows it; what is not safe is said so before anybody rings. */
export const contactOnPage = <Detail extends Pick<ContactDetail, 'kind' | 'safe' | 'note'>>(detail: Detail) => ({
  ...detail,
  title: contactKinds[detail.kind],
  isUnsafe: detail.safe === false,
  words: [safeInWords(detail), detail.note].filter(Boolean).join(': '),
})

export type ContactOnPage = ReturnType<typeof contactOnPage<ContactDetail>>

/** A school, surgery or agency as a page shows it. */
export const connectionOnPage = (connection: Connection) => ({ ...connection, title: connectionKinds[connection.kind] })

export const isPresent = ({ endedOn }: { readonly endedOn: string | null }): boolean => endedOn === null
