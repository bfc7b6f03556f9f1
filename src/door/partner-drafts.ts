import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { addHours } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { letGoOfAll } from './files.ts'
import type { Holder } from './files.ts'

/** What was typed into a form, by the names of its inputs. */
export type TypedByPartner = Readonly<Record<string, string | readonly string[]>>

/** What somebody has begun to write; sent twice under one key, it is one. */
export type PartnerDraft = { readonly formKey: string; readonly typed: TypedByPartner; readonly savedAt: Instant }

const hoursKept = 14 * 24

/** Whose the files of a form are until it is sent. */
export const holderOfDraft = ({ formKey }: Pick<PartnerDraft, 'formKey'>): Holder => `professional:${formKey}`

/** What somebody has begun to write in a form, or undefined. What is older than fourteen days is gone. */
export const partnerDraft = async (
  database: Kysely<Tables>,
  { person, now }: { readonly person: number; readonly now: Instant },
  form: string,
): Promise<PartnerDraft | undefined> => {
  const old = await database
    .deleteFrom('partner_draft')
    .where('saved_at', '<', addHours(now, -hoursKept))
    .returning('form_key as formKey')
    .execute()
  await letGoOfAll(database, old.map(holderOfDraft))
  const row = await database
    .selectFrom('partner_draft')
    .select(['form_key', 'typed', 'saved_at'])
    .where('person', '=', person)
    .where('form', '=', form)
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { formKey: row.form_key, typed: row.typed as TypedByPartner, savedAt: row.saved_at }
}

/** Keeps what was typed in a form, in place of what was kept of it before. */
export const keepPartnerDraft = async (
  database: Kysely<Tables>,
  { person, now }: { readonly person: number; readonly now: Instant },
  form: string,
  typed: TypedByPartner,
): Promise<PartnerDraft> => {
  const row = await database
    .insertInto('partner_draft')
    .values({
      person,
      form,
      form_key: randomBytes(18).toString('base64url'),
      typed: JSON.stringify(typed),
      saved_at: now,
    })
    .onConflict(conflict =>
      conflict.columns(['person', 'form']).doUpdateSet({ typed: JSON.stringify(typed), saved_at: now }),
    )
    .returning(['form_key', 'typed', 'saved_at'])
    .executeTakeFirstOrThrow()
  return { formKey: row.form_key, typed: row.typed as TypedByPartner, savedAt: row.saved_at }
}

/** Throws away what somebody has begun to write in a form, with the files that it held and that were not sent. */
export const dropPartnerDraft = async (database: Kysely<Tables>, person: number, form: string): Promise<void> => {
  const dropped = await database
    .deleteFrom('partner_draft')
    .where('person', '=', person)
    .where('form', '=', form)
    .returning('form_key as formKey')
    .execute()
  await letGoOfAll(database, dropped.map(holderOfDraft))
}
