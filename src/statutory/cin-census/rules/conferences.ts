import { inWords, isWithin, weekday } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Place, Rule } from '../../rule.ts'
import { censusYearOf, eachRow, judged } from '../census.ts'
import { judgeBeforeReferral, outsideYear } from '../date-faults.ts'
import type { CinCensus } from '../tables.ts'
import { episodesIn, rowsTo } from '../ties.ts'

const header = [{ ReferenceDate: '2026-03-31' }]
const episode = { LAchildID: 'A1', CINdetailsID: '1' }

interface Conference {
  readonly day: CivilDate
  readonly place: Place
}

/** The initial conferences of the episode of a protection plan: those after an enquiry, and that of the episode itself. */
const conferencesOf = ({ ChildProtectionPlans, CINdetails, Section47 }: CinCensus) => {
  const enquiriesOf = rowsTo(ChildProtectionPlans, Section47)
  const detailsOf = rowsTo(ChildProtectionPlans, CINdetails)
  return (plan: object): readonly Conference[] => [
    ...enquiriesOf(plan).flatMap(row => {
      const day = row.DateOfInitialCPC
      return day === null ? [] : [{ day, place: at(Section47, row, 'DateOfInitialCPC') }]
    }),
    ...detailsOf(plan).flatMap(row => {
      const day = row.DateOfInitialCPC
      return day === null ? [] : [{ day, place: at(CINdetails, row, 'DateOfInitialCPC') }]
    }),
  ]
}

/** What is marked around a plan: its conferences, and its episode even where that has none, for there one is missing. */
const placesOf = ({ ChildProtectionPlans, CINdetails }: CinCensus) => {
  const detailsOf = rowsTo(ChildProtectionPlans, CINdetails)
  return (plan: object, conferences: readonly Conference[]): readonly Place[] => [
    ...detailsOf(plan).map(row => at(CINdetails, row, 'DateOfInitialCPC')),
    ...conferences.map(({ place }) => place).filter(({ table }) => table !== CINdetails.name),
  ]
}

/** The protection plans of each episode that began in the census year. */
const plansBegunIn = (census: CinCensus) => {
  const year = censusYearOf(census)
  return episodesIn(census.ChildProtectionPlans).map(plans =>
    plans.flatMap(plan => {
      const start = plan.CPPstartDate
      return start !== null && isWithin(start, year) ? [{ plan, start }] : []
    }),
  )
}

const counted = (count: number, thing: string): string =>
  `${count === 0 ? 'no' : count} ${thing}${count > 1 ? 's' : ''}`

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** Why a day is wrong that falls on a Saturday or Sunday. */
const atWeekend = (what: string, day: CivilDate | null): string | false => {
  if (day === null || weekday(day) < 5) return false
  return `${what} ${inWords(day)}, a ${dayNames[weekday(day)] ?? ''}.`
}

/** The rules of initial child protection conferences. */
export const conferenceRules: readonly Rule<CinCensus>[] = [
  judged({
    code: '1104',
    message: 'The date of the initial child protection conference cannot be before the referral date',
    fields: ['CINreferralDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading: 'A conference recorded with the episode of need is judged as one recorded with a section 47 enquiry is.',
    judges: ['Section47', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
      },
      fails: {
        CINdetails: [{ ...episode, CINreferralDate: '2025-06-02' }],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-05-20' }],
      },
    },
    judge: (census, fail) => {
      judgeBeforeReferral(census, fail, census.Section47, 'DateOfInitialCPC', 'The initial conference was held')
      for (const row of census.CINdetails.rows) {
        const { CINreferralDate: referral, DateOfInitialCPC: day } = row
        if (referral !== null && day !== null && day < referral)
          fail(
            `The initial conference was held on ${inWords(day)}, before the referral of ${inWords(referral)}.`,
            at(census.CINdetails, row, 'CINreferralDate', 'DateOfInitialCPC'),
          )
      }
    },
  }),
  judged({
    code: '2883',
    message: 'There are more child protection plans starting than initial conferences taking place',
    fields: ['CPPstartDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading:
      'Plans that began in the census year are counted against every conference date of the episode, whether it stands with a section 47 enquiry or with the episode. The episode is marked even where it has no conference.',
    judges: ['ChildProtectionPlans', 'CINdetails', 'Section47'],
    examples: {
      passes: {
        Header: header,
        CINdetails: [episode],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-20' }],
      },
      fails: {
        Header: header,
        CINdetails: [episode],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
        ChildProtectionPlans: [
          { ...episode, CPPstartDate: '2025-06-20', CPPendDate: '2025-09-08' },
          { ...episode, CPPstartDate: '2025-12-01' },
        ],
      },
    },
    judge: (census, fail) => {
      const { ChildProtectionPlans } = census
      const held = conferencesOf(census)
      const around = placesOf(census)
      for (const begun of plansBegunIn(census)) {
        const [first] = begun
        if (first === undefined) continue
        const conferences = held(first.plan)
        if (begun.length <= conferences.length) continue
        fail(
          `In this episode of need ${counted(begun.length, 'child protection plan')} began in the census year, but ${counted(conferences.length, 'initial conference')} took place.`,
          ...begun.map(({ plan }) => at(ChildProtectionPlans, plan, 'CPPstartDate')),
          ...around(first.plan, conferences),
        )
      }
    },
  }),
  judged({
    code: '2884',
    message:
      'An initial child protection conference is recorded at both the S47 and CIN Details level and it should only be recorded in one',
    fields: ['DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading:
      'Only one and the same conference fails: where the two levels have different dates there were two conferences.',
    judges: ['Section47', 'CINdetails'],
    examples: {
      passes: {
        CINdetails: [episode],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
      },
      fails: {
        CINdetails: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
      },
    },
    judge: ({ Section47, CINdetails }, fail) => {
      const detailsOf = rowsTo(Section47, CINdetails)
      for (const enquiry of Section47.rows) {
        const day = enquiry.DateOfInitialCPC
        if (day === null) continue
        for (const details of detailsOf(enquiry)) {
          if (details.DateOfInitialCPC !== day) continue
          fail(
            `The initial conference of ${inWords(day)} stands both with the section 47 enquiry and with the episode of need.`,
            at(Section47, enquiry, 'DateOfInitialCPC'),
            at(CINdetails, details, 'DateOfInitialCPC'),
          )
        }
      }
    },
  }),
  judged({
    code: '2885',
    message: 'Child protection plan shown as starting a different day to the initial child protection conference.',
    fields: ['CPPstartDate', 'DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading:
      'A plan that began in the census year fails where no conference of its episode was held on that day, so also where none is recorded at all.',
    judges: ['ChildProtectionPlans', 'CINdetails', 'Section47'],
    examples: {
      passes: {
        Header: header,
        CINdetails: [episode],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-20' }],
      },
      fails: {
        Header: header,
        CINdetails: [episode],
        Section47: [{ ...episode, DateOfInitialCPC: '2025-06-20' }],
        ChildProtectionPlans: [{ ...episode, CPPstartDate: '2025-06-23' }],
      },
    },
    judge: (census, fail) => {
      const { ChildProtectionPlans } = census
      const held = conferencesOf(census)
      const around = placesOf(census)
      for (const { plan, start } of plansBegunIn(census).flat()) {
        const conferences = held(plan)
        if (conferences.some(({ day }) => day === start)) continue
        const days = conferences.map(({ day }) => inWords(day)).join(', ')
        fail(
          `The child protection plan began on ${inWords(start)}, but no initial conference of its episode was held that day: ${days === '' ? 'none is recorded' : days}.`,
          at(ChildProtectionPlans, plan, 'CPPstartDate'),
          ...around(plan, conferences),
        )
      }
    },
  }),
  eachRow('Section47', {
    code: '8715',
    message: 'Date of Initial Child Protection Conference must fall within the census year',
    fields: ['DateOfInitialCPC', 'ReferenceDate'],
    inForce: { added: '2022-23' },
    reading: 'Only conferences recorded with a section 47 enquiry are judged.',
    examples: {
      passes: { Header: header, Section47: [{ DateOfInitialCPC: '2025-04-01' }] },
      fails: { Header: header, Section47: [{ DateOfInitialCPC: '2025-03-31' }] },
    },
    fails: ({ DateOfInitialCPC }, census) => outsideYear('The initial conference was held', DateOfInitialCPC, census),
  }),
  eachRow('Section47', {
    code: '8870Q',
    type: 'query',
    message:
      'Please check and either amend or provide a reason: The Target Date for Initial Child Protection Conference should not be a weekend',
    fields: ['InitialCPCtarget'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Section47: [{ InitialCPCtarget: '2025-06-20' }] },
      fails: { Section47: [{ InitialCPCtarget: '2025-06-21' }] },
    },
    fails: ({ InitialCPCtarget }) => atWeekend('The target date of the initial conference is', InitialCPCtarget),
  }),
  eachRow('Section47', {
    code: '8875',
    message: 'The Date of Initial Child Protection Conference cannot be a weekend',
    fields: ['DateOfInitialCPC'],
    inForce: { added: '2022-23' },
    reading: 'Only conferences recorded with a section 47 enquiry are judged.',
    examples: {
      passes: { Section47: [{ DateOfInitialCPC: '2025-06-20' }] },
      fails: { Section47: [{ DateOfInitialCPC: '2025-06-22' }] },
    },
    fails: ({ DateOfInitialCPC }) => atWeekend('The initial conference was held on', DateOfInitialCPC),
  }),
]
