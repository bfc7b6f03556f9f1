import type { CivilDate } from '../calendar/index.ts'
import type { StoredAnswers } from './field.ts'
import type { Dated, LastBirthday, Span } from './law.ts'
import type { PlanKind } from './plans/kinds.ts'
import type { Role } from './roles.ts'

/** A period from its first day to the day on which it ended. */
export type Lasted = { readonly startedOn: CivilDate; readonly endedOn: CivilDate | null }

/** Where a rhythm stands when its next gap is asked for. */
export type RhythmMoment = {
  /** 0 for the first occurrence, 1 for the second, and so on. */
  readonly nth: number
  readonly startedOn: CivilDate
  /** The day the gap is counted from: the start, then each time the work was done. */
  readonly anchoredOn: CivilDate
  readonly bornOn: CivilDate | undefined
  readonly detail: StoredAnswers
  /** The detail of the child's open episode of another kind: the legal status while a placement lasts. */
  readonly during: (kind: string) => StoredAnswers | undefined
  /** The child's earlier periods of the same kind, oldest first. */
  readonly before: () => readonly Lasted[]
  /** Whether a step was done between the start of the episode and the day the gap is counted from. */
  readonly done: (step: string) => boolean
}

/** Gaps in a row, the last of which repeats; or reckoned from where the rhythm stands, and then told in words. */
export type Gaps =
  | { readonly spans: readonly Span[] }
  | {
      readonly spans: (at: RhythmMoment) => Span
      readonly words: string
      /**
       * Where all are counted from the start of the period: the lengths that it may have. A day that none of them gives from
       * there is told as that day.
       */
      readonly lengths?: readonly Span[]
    }

/** What must recur, or be done once, while an episode lasts. Gaps are listed, and the last repeats, or reckoned from where it stands. */
export type Rhythm<StepName extends string = string> = {
  readonly title: string
  readonly step: StepName
  readonly by: Role
  readonly gaps: readonly Dated<Gaps>[]
  /**
   * Whether an entry of the step counts as the nth, from 0: a visit at which the child was not seen does not. Everything
   * counts unless said.
   */
  readonly counts?: (answers: StoredAnswers, outcome: string, on: CivilDate, nth: number) => boolean
  /** What counts, in words for the handbook. */
  readonly counting?: readonly string[]
  /** The day before which nothing is expected; a gap is counted from it where it is later: a third birthday. */
  readonly notBefore?: (at: RhythmMoment) => CivilDate | undefined
  /**
   * The birthday from which it is asked for, where the period began before with the first entry from then on from which
   * anything follows, like a visit: what lies years ahead is on nobody's list.
   */
  readonly fromBirthday?: number
  /** The birthday on and after which nothing of it falls due: the 18th where it is owed to a child. */
  readonly untilBirthday?: LastBirthday
  /** What may begin meanwhile and ask for it sooner, counted from that beginning: a care order. */
  readonly soonerWith?: {
    readonly kind: string
    /** What it is called inside a sentence: `the order`. */
    readonly called: string
    readonly basis: string
    readonly span: (at: Pick<RhythmMoment, 'detail'>) => Span | undefined
  }
  /** The kind of the child's own plan that may ask for it more often than law and policy do. */
  readonly ownPlan?: PlanKind
  /** Whether it is asked for once and then no more while the episode lasts. */
  readonly once?: true
  /** Whether it applies to this child. Asked once at the start and again each time the work was done. */
  readonly appliesTo?: (at: RhythmMoment) => boolean
  /**
   * Periods of another kind in some of which it rests: whether it applies is asked again as each of them begins. Where it
   * then comes back it is due within this span of that beginning.
   */
  readonly restsIn?: {
    readonly kind: string
    readonly back: Span
    /** What it comes back with, inside a sentence: `the return of the child`. */
    readonly called: string
  }
}

/** What may decide whether a period goes on: the child's open periods of other kinds, and which of its own work is open. */
export type Going = Pick<RhythmMoment, 'during'> & { readonly owed: (rhythm: string) => boolean }

/** A period in a child's life that outcomes open and close. */
export type Episode<
  StepName extends string = string,
  Kind extends string = string,
  RhythmName extends string = string,
> = {
  readonly title: string
  /** What it is called inside a sentence, where that is not `the` and its title. */
  readonly called?: string
  readonly basis: string
  readonly about: string
  /** Names of the answers of the opening entry that are its detail (legal status, placement, category). */
  readonly detail?: readonly string[]
  /** Whether the law allows one at a time. */
  readonly oneAtATime: boolean
  /** Whether a change to what is the same in every detail is another period all the same: a move to another home. */
  readonly anewEachTime?: true
  /** Whether one that began with this detail goes on as it is when the detail changes, and its clocks with it. */
  readonly goesOn?: (detail: StoredAnswers, at: Going) => boolean
  /** The episode inside which it lies, and with whose end it ends. */
  readonly inside?: Kind
  readonly rhythms?: Readonly<Record<RhythmName, Rhythm<StepName>>>
  /** For the child's page: the status in a word or two, most telling highest. */
  readonly standing?: { readonly words: string; readonly rank: number }
}

/** Declares an episode. */
export const episode = <
  const StepName extends string = never,
  const Kind extends string = never,
  const RhythmName extends string = never,
>(
  declared: Episode<StepName, Kind, RhythmName>,
): Episode<StepName, Kind, RhythmName> => declared

/** The gap that a rhythm's spans give for an occurrence. */
export const gapOf = ({ spans }: Gaps, at: RhythmMoment): Span | undefined =>
  typeof spans === 'function' ? spans(at) : (spans[at.nth] ?? spans.at(-1))
