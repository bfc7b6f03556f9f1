import { allocates, passesChildrenOn } from '../who.ts'
import type { Permission } from '../../../web/index.ts'

/** What is done with children who have been chosen: who does it, and its words on pages. */
export type Act = {
  readonly may: Permission
  readonly heading: string
  readonly button: string
  readonly says: string
  /** What the access log calls the looks at the children. */
  readonly look: string
}

export const acts = {
  allocate: {
    may: allocates,
    heading: 'Allocate',
    button: 'Allocate',
    says: 'From today the worker is responsible for each of them.',
    look: 'chosen to be allocated',
  },
  transfer: {
    may: passesChildrenOn,
    heading: 'Ask for a transfer',
    button: 'Ask for the transfer',
    says: 'Nothing changes until the receiving worker, or a manager of that worker’s team, accepts.',
    look: 'chosen to be transferred',
  },
  'co-work': {
    may: allocates,
    heading: 'Choose a co-worker',
    button: 'Record the co-worker',
    says: 'The co-worker works beside the one who is responsible. The children stay in the caseload where they are, and their records open to both.',
    look: 'chosen to be co-worked',
  },
} as const satisfies Readonly<Record<string, Act>>

export type ActName = keyof typeof acts

export const isAct = (text: string): text is ActName => Object.hasOwn(acts, text)
