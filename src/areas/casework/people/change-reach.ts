import {
  ConnectionRefused,
  ContactRefused,
  endConnection,
  endContactDetail,
  recordConnection,
  recordContactDetail,
} from '../../../people/index.ts'
import type { ContactDetail, NewConnection, NewContactDetail } from '../../../people/index.ts'
import { noteAll, written } from './change.ts'
import type { Problems } from './change.ts'
import type { ForChild } from './form-page.ts'

const fieldOf =
  (otherwise: string) =>
  (error: unknown): string =>
    error instanceof ContactRefused || error instanceof ConnectionRefused ? error.field : otherwise

/** Records how the child, or somebody near, is reached. */
export const addContact = (asked: ForChild, detail: NewContactDetail): Promise<Problems> =>
  written(asked, { about: [detail.identity], question: fieldOf('value') }, async (queries, context) => {
    await recordContactDetail(queries, context, detail)
    await noteAll(queries, context, 'recorded how to reach', [detail.identity])
    return undefined
  })

/** Records that somebody is reached so no longer. */
export const endContact = (
  asked: ForChild,
  { contact, identity }: Pick<ContactDetail, 'contact' | 'identity'>,
  endedOn: string,
): Promise<Problems> =>
  written(asked, { about: [identity], question: fieldOf('endedOn') }, async (queries, context) => {
    const whose = await endContactDetail(queries, context, contact, endedOn)
    if (whose === undefined) return { endedOn: 'It has ended already. Somebody may have changed it' }
    await noteAll(queries, context, 'ended how to reach', [whose])
    return undefined
  })

/** Records the school, surgery or agency of the child. */
export const addConnection = (asked: ForChild, connection: NewConnection): Promise<Problems> =>
  written(asked, { about: [asked.child], question: fieldOf('name') }, async (queries, context) => {
    await recordConnection(queries, context, connection)
    await noteAll(queries, context, 'recorded a connection', [asked.child])
    return undefined
  })

/** Records that the child goes there no longer. */
export const endConnected = (asked: ForChild, connection: number, endedOn: string): Promise<Problems> =>
  written(asked, { about: [asked.child], question: fieldOf('endedOn') }, async (queries, context) => {
    const whose = await endConnection(queries, context, connection, endedOn)
    if (whose === undefined) return { endedOn: 'It has ended already. Somebody may have changed it' }
    await noteAll(queries, context, 'ended a connection', [whose])
    return undefined
  })
