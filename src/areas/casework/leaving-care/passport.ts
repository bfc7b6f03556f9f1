import { disabilities } from '../../../people/index.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { youngPersonOf } from './of-record.ts'
import { nhsNumberOf } from './numbers.ts'

type ForChild = Asked & { readonly child: number }

const textIn = (answer: unknown): string | undefined =>
  typeof answer === 'string' && answer !== '' ? answer : undefined

const yesOrNo = (answer: unknown): string | undefined => (answer === true ? 'Yes' : answer === false ? 'No' : undefined)

/** What the young person takes along about their own health, read from the record, in plain words and to be printed. */
export const showPassport = async (asked: ForChild): Promise<Answer> => {
  const { database, rules, child, context } = asked
  const [record, nhsNumber] = await Promise.all([childRecord(asked), nhsNumberOf(database.sql, child)])
  const { facts } = record
  const assessors = rules.pathway.steps.healthAssessment?.fields.by?.codes ?? {}
  const assessments = record.entries
    .filter(({ step, outcome }) => step === 'healthAssessment' && outcome === 'completed')
    .map(({ happenedOn, answers }) => ({
      on: happenedOn,
      by: assessors[textIn(answers.by) ?? ''],
      teeth: yesOrNo(answers.dentist),
      immunised: yesOrNo(answers.immunised),
      needs: textIn(answers.needs),
    }))
  const given = youngPersonOf(record).entitlements.find(({ entitlement }) => entitlement === 'healthPassport')
  return page('areas/casework/leaving-care/passport.njk', {
    title: 'Health passport',
    name: facts.name,
    bornOn: facts.bornOn,
    nhsNumber,
    language: facts.interpreter ? (facts.language ?? 'An interpreter is needed') : undefined,
    disabilities: facts.disabilities.filter(code => code !== 'NONE').map(code => disabilities[code] ?? code),
    assessments,
    given: given?.standing === 'given' ? given.on : undefined,
    at: context.today,
    back: paths.leavingCareOf({ child }),
  })
}
