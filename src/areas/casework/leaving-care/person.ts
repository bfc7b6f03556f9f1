import { birthday, inWords } from '../../../calendar/index.ts'
import { entitlements } from '../../../journey/codes/index.ts'
import { againOnRequestFrom, categoryByDates, ordinal, supportOn } from '../../../journey/leaving-care/index.ts'
import type { BirthdayAsked } from '../../../journey/leaving-care/index.ts'
import { careLeaverAccommodation, careLeaverActivities, inTouchAnswers } from '../../../journey/codes/index.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { missingInWords } from './attention.ts'
import { categoryInWords } from './list.ts'
import { youngPersonOf } from './of-record.ts'
import { meansInWords, toldOf } from './told.ts'
import type { YoungPersonInFull } from './of-record.ts'

type ForChild = Asked & { readonly child: number }

/** What was typed into a form of this page, and what is wrong with it. */
export type FormState = {
  readonly form: 'entitlements' | 'again'
  readonly typed: Readonly<Record<string, string>>
  readonly problems: Readonly<Record<string, string>>
}

export const entitlementStandings = {
  given: 'Given',
  notYet: 'Not yet given',
  refused: 'Refused',
  notEntitled: 'Not entitled',
} as const

const labelIn = (codes: Readonly<Record<string, string>>, code: string | undefined) =>
  code === undefined ? undefined : (codes[code] ?? code)

const birthdayOnPage = (child: number) => (asked: BirthdayAsked) => {
  const { age, on, from, to, standing, answer } = asked
  const inTouch = answer?.inTouch === 'YES'
  return {
    age: ordinal(age),
    on,
    months: `${inWords(from)} to ${inWords(to)}`,
    standing: standing === 'ahead' ? 'Not yet' : standing === 'open' ? 'Asked now' : 'Over',
    said:
      answer === undefined
        ? []
        : [
            labelIn(inTouchAnswers, answer.inTouch),
            ...(inTouch
              ? [
                  answer.accommodation === undefined
                    ? undefined
                    : `${labelIn(careLeaverAccommodation, answer.accommodation) ?? ''}${answer.suitable === undefined ? '' : answer.suitable ? ', suitable' : ', not suitable'}`,
                  labelIn(careLeaverActivities, answer.activity),
                ]
              : []),
          ].flatMap(words => words ?? []),
    href: answer === undefined ? undefined : paths.entry({ child, entry: answer.entry }),
    saidOn: answer?.on,
    missing: missingInWords(asked),
    isLate: standing === 'past' && asked.missing.length > 0,
  }
}

const checklist = (person: YoungPersonInFull, child: number, state: FormState | undefined) =>
  Object.entries(entitlements).map(([name, text]) => {
    const said = person.entitlements.find(({ entitlement }) => entitlement === name)
    const standing = said?.standing as keyof typeof entitlementStandings | undefined
    const typed = state?.form === 'entitlements' ? (state.typed[name] ?? '') : ''
    return {
      name,
      text,
      now:
        said === undefined || standing === undefined
          ? 'Not gone through yet'
          : `${entitlementStandings[standing]} on ${inWords(said.on)}`,
      href: said === undefined ? undefined : paths.entry({ child, entry: said.entry }),
      details: said?.details,
      items: [
        { value: '', text: 'As it stands' },
        ...Object.entries(entitlementStandings).map(([value, label]) => ({
          value,
          text: label,
          selected: value === typed,
        })),
      ],
    }
  })

const categories = (record: ChildRecord, person: YoungPersonInFull, today: string) => {
  const { bornOn } = person
  if (bornOn === null) return { recorded: categoryInWords(person.category), byDates: undefined, differs: false }
  const found = categoryByDates(person.care, bornOn, today)
  const weeks = Math.floor(found.daysSince14 / 7)
  const open = record.episodes.some(({ kind, endedOn }) => kind === 'careLeaver' && endedOn === null)
  return {
    recorded: open
      ? categoryInWords(person.category)
      : person.endedOn === null
        ? 'No decision yet'
        : `Support ended on ${inWords(person.endedOn)}`,
    byDates: `By the dates in the record: ${found.category === undefined ? 'not entitled' : categoryInWords(found.category)}. In our care for ${weeks} weeks between 14 and 18${found.at16 ? ', some of it at 16 or over' : ', none of it at 16 or over'}.`,
    differs: open && found.category !== undefined && found.category !== person.category,
  }
}

/** May this person write about leaving care. */
export const mayRecordLeavingCare = ({ rules, context }: Pick<Asked, 'rules' | 'context'>): boolean => {
  const step = rules.pathway.steps.keepingInTouch
  return step !== undefined && whoMayRecord(step, context.today).includes(context.role)
}

/** One young person and leaving care: how things stand, what is asked around each birthday, what is owed, what was given. */
export const showPerson = async (asked: ForChild, state?: FormState): Promise<Answer> => {
  const { rules, context, child } = asked
  const record = await childRecord(asked)
  const person = youngPersonOf(record)
  const told = toldOf(person, context.today)
  const { bornOn } = person
  const open = record.episodes.some(({ kind, endedOn }) => kind === 'careLeaver' && endedOn === null)
  const until25 = bornOn === null ? undefined : birthday(bornOn, 25)
  const mayRecord = mayRecordLeavingCare(asked)
  const [latest] = person.contacts
  const today = context.today.split('-').map(Number)
  const typed = (form: FormState['form'], name: string, otherwise = '') =>
    state?.form === form ? (state.typed[name] ?? '') : otherwise
  return page(
    'areas/casework/leaving-care/person.njk',
    {
      title: 'Leaving care',
      frame: frameOf(rules, context, record, 'leavingCare'),
      errors: Object.entries(state?.problems ?? {}).map(([name, text]) => ({
        text,
        href: `#${name === 'on' ? 'on-day' : name}`,
      })),
      problems: state?.problems ?? {},
      open,
      category: categories(record, person, context.today),
      attention: open ? told.attention.map(({ words, late }) => ({ words, late })) : [],
      home: told.home,
      work: told.work,
      touch: {
        ...told.touch,
        latest:
          latest === undefined
            ? undefined
            : { on: latest.on, means: meansInWords(latest.means), href: paths.entry({ child, entry: latest.entry }) },
      },
      birthdays: told.birthdays.map(birthdayOnPage(child)),
      support: person.category === null || bornOn === null ? [] : supportOn(person.category, bornOn, context.today),
      checklist: checklist(person, child, state),
      until: until25,
      mayRecord,
      again:
        mayRecord &&
        !open &&
        person.endedOn !== null &&
        until25 !== undefined &&
        context.today < until25 &&
        context.today >= againOnRequestFrom
          ? { action: paths.supportAgain({ child }), words: typed('again', 'asked') }
          : undefined,
      entitlementDay: ['day', 'month', 'year'].map((part, index) => ({
        name: part,
        value: typed('entitlements', `on-${part}`, String(today[2 - index] ?? '')),
        classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
      })),
      details: typed('entitlements', 'details'),
      links: {
        entitlements: paths.entitlements({ child }),
        touch: paths.record({ child, step: 'keepingInTouch' }),
        eligibility: paths.record({ child, step: 'eligibility' }),
        plan: paths.plans({ child }),
        passport: paths.healthPassport({ child }),
        list: paths.leavingCare(),
      },
    },
    { status: state === undefined ? 200 : 422 },
  )
}
