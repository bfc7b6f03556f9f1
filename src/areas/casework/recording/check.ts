import { inWords } from '../../../calendar/index.ts'
import { aboutWhom } from '../../../ledger/about-whom.ts'
import type { AboutWhom } from '../../../ledger/about-whom.ts'
import { foresee } from '../../../ledger/foresee.ts'
import { inTheirRecords } from '../../../ledger/linked-records.ts'
import { notFound, page, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { answerRows, namesFor, readForm } from '../../../web/forms/index.ts'
import type { FormReading } from '../../../web/forms/index.ts'
import { authorisedOn, offeredFor, withoutDay } from '../authorising/offered.ts'
import type { Offered } from '../authorising/offered.ts'
import { allocatedTo } from '../child/header.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { changesByRecording } from '../plans/beside.ts'
import { problemsOf } from './drafts.ts'
import { changesNothing, foreseenInWords } from './foreseen.ts'
import type { Foreseen } from './foreseen.ts'
import { isOwn } from './own.ts'
import { corrected, sharedInWords } from './shared.ts'
import { currentEntry, isSent, openDraft, stateOfDraft } from './state.ts'
import type { OpenDraft } from './state.ts'

type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** What the recording will do for one child, and who will see it in the work due. */
type ForChild = {
  readonly identity: number
  readonly name: string
  readonly paragraph: string
  readonly foreseen: Foreseen
  readonly nothing: boolean
  readonly told: readonly string[]
}

// An entry that is not recorded yet comes after all that are: it has no number, and takes one that no entry has.
const notYetRecorded = Number.MAX_SAFE_INTEGER

const forChildren = async (
  asked: Asked,
  open: OpenDraft,
  reading: FormReading,
  main: ChildRecord,
  whom: AboutWhom | undefined,
): Promise<readonly ForChild[]> => {
  const { database, rules, context } = asked
  const { draft, step, name } = open
  const { follows, corrects } = stateOfDraft(open)
  const day = (answer: unknown) => String(answer).slice(0, 10)
  const corrected = corrects === undefined ? undefined : await currentEntry(asked, corrects.entry)
  const occurrence = {
    entry: corrects?.entry ?? notYetRecorded,
    step: name,
    answers: reading.answers,
    outcome: reading.outcome,
    happenedOn: day(reading.answers[step.happenedOn ?? step.completedOn]),
    completedOn: day(reading.answers[step.completedOn]),
    follows: corrected === undefined ? (follows ?? null) : corrected.follows,
  }
  const nameOf = (identity: number) =>
    identity === main.child
      ? main.facts.name
      : ([...main.siblings, ...(whom?.open ?? [])].find(each => each.identity === identity)?.name ?? 'Another child')
  /** The record of the child in which it will stand. A correction stands where the entry does. */
  const recordOf = async (identity: number): Promise<number> => {
    if (corrects !== undefined) return identity
    const { outcome, happenedOn } = occurrence
    const said = { step: name, subjects: [{ identity }], outcome, happenedOn }
    const asked = follows === undefined ? said : { ...said, follows }
    const [subject] = await inTheirRecords(database.sql, step, asked)
    return subject?.identity ?? identity
  }
  return Promise.all(
    draft.subjects.map(async identity => {
      const [foresight, allocated] = await Promise.all([
        foresee(database.sql, rules, await recordOf(identity), occurrence),
        allocatedTo(database.sql, context, identity),
      ])
      const foreseen = foreseenInWords(rules, foresight, context.now)
      return {
        identity,
        name: nameOf(identity),
        paragraph: draft.paragraphs[identity] ?? '',
        foreseen,
        nothing: changesNothing(foreseen),
        told: allocated.flatMap(({ name: worker }) => worker ?? []),
      }
    }),
  )
}

/** An entry of the same kind about the same day: the same thing may have been recorded already. */
const twinOf = (open: OpenDraft, reading: FormReading, main: ChildRecord) => {
  const { step, name, draft } = open
  const on = String(reading.answers[step.happenedOn ?? step.completedOn]).slice(0, 10)
  const twin = main.entries.find(
    entry => entry.step === name && entry.happenedOn === on && entry.entry !== draft.corrects,
  )
  return twin === undefined
    ? undefined
    : {
        href: paths.entry({ child: main.child, entry: twin.entry }),
        words: `${step.title} of ${inWords(on)}, recorded by ${twin.authorName}`,
      }
}

/** A draft as it would be recorded: its answers, what it does for each child, and what there is of the same day already. */
export const asRecorded = async (asked: Asked, open: OpenDraft, change?: string) => {
  const { database, rules, context } = asked
  const { draft, step, child } = open
  const reading = readForm(step, draft.typed, context, isOwn)
  const main = await childRecord({ ...asked, child })
  const { follows, corrects } = stateOfDraft(open)
  const whom =
    corrects === undefined ? undefined : await aboutWhom(database.sql, context, { entry: corrects.entry, child })
  const [names, children] = await Promise.all([
    namesFor(database.sql, context, [{ step, answers: reading.answers }]),
    forChildren(asked, open, reading, main, whom),
  ])
  const followed = main.entries.find(({ entry }) => entry === follows)
  return {
    frame: frameOf(rules, context, main, 'none'),
    heading: step.title,
    rows: answerRows(step, reading.answers, reading.outcome, names, change),
    children,
    follows:
      followed === undefined
        ? undefined
        : `${rules.pathway.steps[followed.step]?.title ?? followed.step}, ${inWords(followed.happenedOn)}`,
    reason: corrects?.reason,
    shared: whom === undefined ? undefined : sharedInWords(whom, corrected),
    twin: twinOf(open, reading, main),
    planChanges: changesByRecording(main, open.name, reading.answers),
  }
}

/** The managers who were chosen on this page: as it was sent, or else the one to whom it was sent before. */
const chosenIn = ({ form }: ForDraft, { request }: OpenDraft, offered: Offered | undefined) => {
  const to = textOf(form.to) === '' ? String(request?.to ?? '') : textOf(form.to)
  return {
    to,
    // Where whoever was chosen is offered no more, nobody else is put in their place.
    gone: to !== '' && offered?.managers.every(({ worker }) => String(worker) !== to) === true,
    authoriser: textOf(form['own-authoriser']),
  }
}

/** Why it could not be completed, in words for the page. */
type Refused = { readonly words: string; readonly status: 409 | 422; readonly at?: string }

/** The page on which a draft is checked; with the words of a refusal where it could not be completed. */
export const showCheck = async (
  asked: ForDraft,
  open: OpenDraft,
  refusal?: Refused,
  offered?: Offered,
): Promise<Answer> => {
  const { draft, step } = open
  const authorising = offered ?? (await offeredFor(asked, open))
  const toRecord = authorising?.needsDay === true ? authorisedOn(open, asked.context.today) : open
  const recorded = await asRecorded(asked, toRecord, paths.draft({ draft: draft.draft }))
  return page(
    'areas/casework/recording/check.njk',
    {
      title: `Check: ${step.title}`,
      ...recorded,
      rows: authorising?.needsDay === true ? withoutDay(step, recorded.rows) : recorded.rows,
      authorising,
      chosen: chosenIn(asked, open, authorising),
      version: draft.version,
      errors: refusal === undefined ? [] : [{ text: refusal.words, href: refusal.at ?? '#answers' }],
      paths: { change: paths.draft({ draft: draft.draft }), complete: paths.completeDraft({ draft: draft.draft }) },
    },
    { status: refusal?.status ?? 200 },
  )
}

/** What will be recorded, what it will open, close and make due, before it is. A form with errors goes back to be mended. */
export const check = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.completedAs !== undefined)
    return redirect(paths.entry({ child: open.child, entry: open.draft.completedAs }))
  if (isSent(open)) return redirect(paths.sentDraft({ draft: open.draft.draft }))
  // The day of what is sent to a manager is the manager's, and may be left open.
  const offered = await offeredFor(asked, open)
  const toRecord = offered?.needsDay === true ? authorisedOn(open, asked.context.today) : open
  if (Object.keys(await problemsOf(asked, toRecord)).length > 0)
    return redirect(paths.draft({ draft: open.draft.draft }, { mend: 1 }))
  return showCheck(asked, open, undefined, offered)
}
