import type { StepName } from '../england.ts'

/** Something after which a manager is to look and decide: which entries are such, and why a second pair of eyes is wanted. */
export type SignificantEvent = {
  readonly title: string
  readonly entries: readonly { readonly step: StepName; readonly outcomes?: readonly string[] }[]
  readonly why: string
}

/** The events that want a manager's oversight, by name. Another is one more object here. */
export const significantEvents = {
  strategyDiscussion: {
    title: 'Strategy discussion',
    entries: [{ step: 'strategyDiscussion' }],
    why: 'Whether the threshold was rightly judged, and the child is safe meanwhile.',
  },
  section47Enquiry: {
    title: 'Section 47 enquiry completed',
    entries: [{ step: 'section47Enquiry' }],
    why: 'Whether the findings bear the decision about a conference.',
  },
  lookedAfter: {
    title: 'Child became looked after',
    entries: [{ step: 'becomingLookedAfter', outcomes: ['started'] }],
    why: 'Whether care was needed, is lawful, and has a plan for home or permanence.',
  },
  missing: {
    title: 'Child went missing',
    entries: [{ step: 'missing' }],
    why: 'Whether everything is done to find the child, and what pushes or pulls.',
  },
  placementChange: {
    title: 'Placement changed',
    entries: [{ step: 'placementChange', outcomes: ['moved'] }],
    why: 'Whether the move was needed and the new home is right.',
  },
  protectionPlanEnded: {
    title: 'Child protection plan ended',
    entries: [{ step: 'reviewConference', outcomes: ['ends', 'endsAndCloses'] }],
    why: 'Whether the child is safe without it, and what help goes on.',
  },
  careEnded: {
    title: 'Child ceased to be looked after',
    entries: [{ step: 'ceasingToBeLookedAfter', outcomes: ['ceased'] }],
    why: 'Whether the child is safe and supported where they live now.',
  },
} as const satisfies Readonly<Record<string, SignificantEvent>>

export type SignificantEventName = keyof typeof significantEvents

export const significantEventNames = Object.keys(significantEvents) as readonly SignificantEventName[]

/** The significant event that an entry is, or undefined. */
export const significantEventOf = (step: string, outcome: string): SignificantEventName | undefined =>
  significantEventNames.find(name => {
    const { entries }: SignificantEvent = significantEvents[name]
    return entries.some(each => each.step === step && (each.outcomes === undefined || each.outcomes.includes(outcome)))
  })
