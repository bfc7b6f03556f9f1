import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../store/tables.ts'
import { contactOutcomes, usualAgreement } from './outcomes.ts'
import type { AgreementPolicy, ContactOutcome } from './outcomes.ts'

const outcomes = Object.keys(contactOutcomes) as [ContactOutcome, ...ContactOutcome[]]

const stored = z.object({
  agreement: z.object({ outcomes: z.array(z.enum(outcomes)), lowOnAlarm: z.boolean() }).optional(),
})

/** For which decisions at the door this council asks a manager to agree. */
export const agreementOf = async (queries: Kysely<Tables>): Promise<AgreementPolicy> => {
  const row = await queries.selectFrom('council').select('settings').executeTakeFirst()
  return stored.parse(row?.settings ?? {}).agreement ?? usualAgreement
}
