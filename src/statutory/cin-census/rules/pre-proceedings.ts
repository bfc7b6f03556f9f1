import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { eachRow, isNo, isYes } from '../census.ts'
import type { CinCensus } from '../tables.ts'

// No rule is published yet for the fields that the census of 2026-27 brings: pre-proceedings and family group
// decision-making. These are our own, by the kind of each field; their codes begin with RH.
const inForce = { added: '2026-27' } as const
const child = { LAchildID: 'A1', CINdetailsID: '1' }

const isFlag = (flag: string | null) => flag === null || isYes(flag) || isNo(flag)

/** Rules on the fields of pre-proceedings and family group decision-making. */
export const preProceedingsRules: readonly Rule<CinCensus>[] = [
  eachRow('PreProceedingsandFGDM', {
    code: 'RH01',
    message: 'Whether a family group decision-making meeting was offered or held must be yes or no',
    fields: ['FGDMMeetingOffer', 'FGDMMeetingFac'],
    inForce,
    examples: {
      passes: { PreProceedingsandFGDM: [{ ...child, FGDMMeetingOffer: '1', FGDMMeetingFac: 'false' }] },
      fails: { PreProceedingsandFGDM: [{ ...child, FGDMMeetingOffer: '2' }] },
    },
    fails: ({ FGDMMeetingOffer, FGDMMeetingFac }) => {
      const [wrong] = [FGDMMeetingOffer, FGDMMeetingFac].filter(flag => !isFlag(flag))
      return (
        wrong !== undefined &&
        `The answer is ${wrong ?? 'missing'}, which is neither yes (1 or true) nor no (0 or false).`
      )
    },
  }),
  eachRow('PreProceedingsandFGDM', {
    code: 'RH02',
    message: 'The number of review meetings must be a whole number',
    fields: ['ReviewMeetingsCount'],
    inForce,
    examples: {
      passes: { PreProceedingsandFGDM: [{ ...child, ReviewMeetingsCount: '3' }] },
      fails: { PreProceedingsandFGDM: [{ ...child, ReviewMeetingsCount: 'three' }] },
    },
    fails: ({ ReviewMeetingsCount: count }) =>
      count !== null && !/^\d{1,3}$/.test(count) && `The number of review meetings is written ${count}.`,
  }),
  eachRow('PreProceedingsandFGDM', {
    code: 'RH03',
    message: 'The outcome of pre-proceedings must be a code of one letter',
    fields: ['PPOutcome'],
    inForce,
    examples: {
      passes: { PreProceedingsandFGDM: [{ ...child, PPOutcome: 'A' }] },
      fails: { PreProceedingsandFGDM: [{ ...child, PPOutcome: 'Stepped down' }] },
    },
    fails: ({ PPOutcome: outcome }) =>
      outcome !== null && !/^[A-Z]$/.test(outcome) && `The outcome is written ${outcome}.`,
  }),
  eachRow('PreProceedingsandFGDM', {
    code: 'RH04',
    type: 'query',
    message: 'The steps of pre-proceedings should not come before pre-proceedings began',
    fields: ['PPStartDate', 'InitialPPMeetingDate', 'StepDecisionDate', 'CourtAppDate'],
    inForce,
    examples: {
      passes: { PreProceedingsandFGDM: [{ ...child, PPStartDate: '2026-09-09', InitialPPMeetingDate: '2026-09-28' }] },
      fails: { PreProceedingsandFGDM: [{ ...child, PPStartDate: '2026-09-09', CourtAppDate: '2026-09-01' }] },
    },
    fails: ({ PPStartDate, InitialPPMeetingDate, StepDecisionDate, CourtAppDate }) => {
      if (PPStartDate === null) return false
      const early = [InitialPPMeetingDate, StepDecisionDate, CourtAppDate].find(
        day => day !== null && day < PPStartDate,
      )
      return (
        typeof early === 'string' &&
        `A step was taken on ${inWords(early)}, before pre-proceedings began on ${inWords(PPStartDate)}.`
      )
    },
  }),
  eachRow('PreProceedingsandFGDM', {
    code: 'RH05',
    type: 'query',
    message: 'A meeting that was held should have been offered',
    fields: ['FGDMMeetingOffer', 'FGDMMeetingFac'],
    inForce,
    examples: {
      passes: { PreProceedingsandFGDM: [{ ...child, FGDMMeetingOffer: '1', FGDMMeetingFac: '1' }] },
      fails: { PreProceedingsandFGDM: [{ ...child, FGDMMeetingOffer: '0', FGDMMeetingFac: '1' }] },
    },
    fails: ({ FGDMMeetingOffer, FGDMMeetingFac }) =>
      isNo(FGDMMeetingOffer) && isYes(FGDMMeetingFac) && 'A meeting was held, and none was offered.',
  }),
]
