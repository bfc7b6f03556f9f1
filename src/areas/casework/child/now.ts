import type { Context } from '../../../access/context.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { delayStep } from '../../../ledger/delays.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { paths as shared } from '../../../web/paths.ts'
import { paths } from '../paths.ts'
import { whereToRecord } from '../recording/where.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { DutyOnPage } from '../../../journey/duty-words.ts'
import type { ChildRecord } from './record.ts'
import { byFamily, recordable } from './recordable.ts'
import type { Recordable } from './recordable.ts'
import { voicesOf } from './voices.ts'
import type { Voices } from './voices.ts'

/** A duty with the link by which this person records it, where the role may. */
export type DutyWithLink = DutyOnPage & {
  readonly href: string | undefined
  /** Where to say why it waits, for one who may. */
  readonly waitsHref: string | undefined
}

/** A draft that waits to be completed. */
export type DraftLink = {
  readonly title: string
  readonly savedAt: string
  readonly href: string
  /** The manager to whom it was sent to be authorised. */
  readonly waitsFor?: string
}

/** What the page "Now" shows under the frame. */
export type NowModel = {
  readonly voices: Voices
  readonly duties: readonly DutyWithLink[]
  readonly likely: readonly (Recordable & { readonly href: string })[]
  readonly families: readonly {
    readonly title: string
    readonly steps: readonly (Recordable & { readonly href: string })[]
  }[]
  readonly drafts: readonly DraftLink[]
}

/** Whether it is time to say why work waits: it is late or soon due, and nobody has said so. */
export const mayWait = ({ standing, lateOnPurpose }: DutyOnPage): boolean =>
  standing !== 'later' && standing !== 'undated' && !lateOnPurpose

/** The open duties of a child in words, each with the entry that it follows from. */
export const dutiesOf = (
  rules: Rules,
  context: Context,
  record: ChildRecord,
  mayRecord: readonly Recordable[],
): readonly DutyWithLink[] =>
  record.duties.map(duty => {
    const anchorStep = record.entries.find(entry => entry.entry === duty.anchor)?.step ?? null
    const words = dutyOnPage(rules, { ...duty, anchorStep }, context.now)
    const may = (step: string) => mayRecord.some(each => each.step === step)
    return {
      ...words,
      href: may(duty.step) ? whereToRecord(record.child, duty.step) : undefined,
      waitsHref:
        may(delayStep) && mayWait(words)
          ? paths.waits({ child: record.child, anchor: duty.anchor, rule: duty.rule })
          : undefined,
    }
  })

/** Drafts as links. */
export const draftLinks = (rules: Rules, drafts: readonly Draft[]): readonly DraftLink[] =>
  drafts.map(draft => ({
    title: `${draft.corrects === undefined ? '' : 'Correction: '}${rules.pathway.steps[draft.step]?.title ?? draft.step}`,
    savedAt: draft.updatedAt,
    ...(draft.waitsFor === undefined ? {} : { waitsFor: draft.waitsFor }),
    // A supervision is about no child until it is recorded, and has a page of its own.
    href:
      draft.step === 'supervision' && draft.subjects.length === 0
        ? shared.supervisionDraft({ draft: draft.draft })
        : paths.draft({ draft: draft.draft }),
  }))

const mostLikely = 6

/** What is likely whatever is so of a child: it happens in every case, and most often. */
const alwaysLikely = 'caseNote'

/** The steps that are offered first. */
const likelyOf = <Listed extends Recordable>(steps: readonly Listed[]): readonly Listed[] => {
  const likely = steps.filter(({ step, likely: isLikely }) => isLikely && step !== alwaysLikely)
  const always = steps.filter(({ step }) => step === alwaysLikely)
  return [...likely.slice(0, mostLikely - always.length), ...always]
}

/** What the page "Now" shows. */
export const nowModel = (rules: Rules, context: Context, record: ChildRecord, drafts: readonly Draft[]): NowModel => {
  const steps = recordable(rules, context, {
    openEpisodes: record.episodes.filter(({ endedOn }) => endedOn === null).map(({ kind }) => kind),
    dueSteps: record.duties.map(({ step }) => step),
  })
  // A reason to wait is given beside the work that waits.
  const linked = steps
    .filter(({ step }) => step !== delayStep)
    .map(step => ({ ...step, href: paths.record({ child: record.child, step: step.step }) }))
  return {
    voices: voicesOf(rules, record.entries),
    duties: dutiesOf(rules, context, record, steps),
    likely: likelyOf(linked).map(step => ({ ...step, href: whereToRecord(record.child, step.step) })),
    families: byFamily(linked),
    drafts: draftLinks(rules, drafts),
  }
}
