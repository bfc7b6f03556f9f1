import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Reckoning } from '../../journey/index.ts'

/** What is said of a member of a family from an instant on. The last is what stands. */
export type ToldFacts = {
  readonly from: Instant
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly saidAs: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly sex: 'female' | 'male' | null
  readonly ethnicity: string | null
  readonly disabilities: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
  readonly unaccompanied: boolean
}

/** A member of a family: one identity, numbered by the teller, with the number of the person it makes. */
export type ToldMember = {
  readonly identity: number
  readonly kind: 'child' | 'adult'
  readonly facts: readonly ToldFacts[]
}

/** One version of an entry. The first version's number is the entry's own. */
export type ToldVersion = {
  readonly id: number
  readonly answers: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly happenedOn: CivilDate
  readonly completedOn: CivilDate
  readonly author: number
  readonly team: string | null
  readonly recordedAt: Instant
  readonly withdrawn?: boolean
  readonly correctionReason?: string
}

/** An entry with all its versions, oldest first, and the children it is about. */
export type ToldEntry = {
  readonly step: string
  readonly follows: number | null
  readonly source: string
  readonly versions: readonly ToldVersion[]
  readonly subjects: readonly { readonly identity: number; readonly paragraph: string | null }[]
}

/** A family as it is loaded: its members and all that was ever recorded about its children. */
export type ToldFamily = {
  readonly members: readonly ToldMember[]
  readonly relationships: readonly {
    readonly one: number
    readonly other: number
    readonly kind: string
    readonly parentalResponsibility: boolean | null
    readonly startedOn: CivilDate | null
    readonly from: Instant
  }[]
  readonly households: readonly {
    readonly household: number
    readonly line: string
    readonly town: string | null
    readonly postcode: string | null
    readonly district: string | null
  }[]
  readonly residences: readonly {
    readonly identity: number
    readonly household: number
    readonly startedOn: CivilDate
    readonly endedOn: CivilDate | null
    readonly from: Instant
  }[]
  readonly identifiers: readonly {
    readonly identity: number
    readonly scheme: string
    readonly value: string
    readonly from: Instant
  }[]
  readonly entries: readonly ToldEntry[]
  /**
   * By identity, the reckoning of children of whom all from which something follows was recorded once, in the order in
   * which it happened: of them it need not be reckoned again what was known when. Entries are numbered in that order.
   */
  readonly reckoned?: ReadonlyMap<number, Pick<Reckoning, 'episodes' | 'duties'>>
}
