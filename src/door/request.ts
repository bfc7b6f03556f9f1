import type { CivilDate, Instant } from '../calendar/index.ts'

/** What somebody outside asks for: support, that a worry is heard, or a talk before sending anything. */
export const requestKinds = {
  support: 'Request for support',
  concern: 'Worry about a child',
  consultation: 'Request for a consultation',
} as const

export type RequestKind = keyof typeof requestKinds

/** Who writes to the door. */
export const senders = {
  parent: 'Parent or carer',
  carer: 'Grandparent or other relative',
  youngPerson: 'Young person',
  public: 'Member of the public',
  professional: 'Professional',
} as const

export type Sender = keyof typeof senders

/** A child as whoever writes to the door knows it: any part may be missing. */
export type ChildAsSent = {
  readonly given?: string
  readonly family?: string
  readonly bornOn?: CivilDate
  readonly expectedOn?: CivilDate
  readonly sex?: 'female' | 'male' | 'notStated'
  /** What else was said of this child, by question. */
  readonly answers: Readonly<Record<string, unknown>>
}

/** What is sent to the door. */
export type RequestAsSent = {
  readonly kind: RequestKind
  readonly sender: Sender
  readonly partner?: { readonly partner: number; readonly person: number }
  /** The worker who wrote it down, where it came by telephone or in person. */
  readonly takenBy?: number
  readonly answers: Readonly<Record<string, unknown>>
  readonly children: readonly ChildAsSent[]
  /** The key of the form: a form that is sent twice is one request. */
  readonly formKey?: string
}

/** What the sender is told. */
export type Receipt = { readonly request: number; readonly reference: string; readonly decideBy: Instant }
