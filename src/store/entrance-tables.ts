import type { Generated, JSONColumnType } from 'kysely'
import type { Instant } from '../calendar/index.ts'

type Json<Value extends object> = JSONColumnType<Value>

export type BegunFormTable = {
  form_key: string
  token_hash: string
  code_hash: string | null
  kind: 'support' | 'concern' | null
  sender: 'parent' | 'carer' | 'youngPerson' | 'public' | 'professional' | null
  typed: Json<Readonly<Record<string, string | readonly string[]>>>
  children: Json<readonly { readonly isUnborn: boolean; readonly typed: Readonly<Record<string, string>> }[]>
  done: Generated<string[]>
  begun_at: Instant
  open_until: Instant
  keep_until: Instant
  request: number | null
}

/** The tables of what somebody outside has begun to write. */
export type EntranceTables = { begun_form: BegunFormTable }
