import { textOf, textsOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { choicesIn, isChoiceInput } from '../../../web/forms/merging/choosing.ts'
import type { Choice } from '../../../web/forms/merging/choosing.ts'

/** The inputs of a recording page that are the page's own and no question of the step. */
const names = {
  version: 'own-version',
  follows: 'own-follows',
  subject: 'own-subject',
  reason: 'own-reason',
  corrected: 'own-corrected',
  action: 'own-action',
  keep: 'keep',
  add: 'add',
  page: 'own-page',
} as const

const paragraph = 'own-paragraph-'

/** Whether an input is the page's own. */
export const isOwn = (name: string): boolean =>
  name.startsWith(paragraph) || isChoiceInput(name) || Object.values(names).some(own => own === name)

const numberOf = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

const longestParagraph = 20_000

type Action = 'save' | 'check' | 'attach'

const actionOf = (text: string): Action => (text === 'check' || text === 'attach' ? text : 'save')

/** What a person did on a recording page, beside answering questions. */
export type OwnSent = {
  readonly version: number
  readonly follows: number | undefined
  readonly subjects: readonly number[]
  readonly paragraphs: Readonly<Record<string, string>>
  readonly reason: string
  /** The version of the entry that a correction was begun from. */
  readonly corrected: number | undefined
  /** To keep the draft, to check it, or to add a document to it. */
  readonly action: Action
  readonly keep: string | undefined
  /** The list to which another row is asked for. */
  readonly add: string | undefined
  /** The name of the page that was typed in; empty where a program sent the form. */
  readonly page: string
  /** Whose answer is kept, by the questions that two people answered differently. */
  readonly chosen: ReadonlyMap<string, Choice>
}

/** The input of a child's own paragraph, as merging names it. */
export const paragraphOf = (identity: number | string): string => `${paragraph}${identity}`

/** Reads the page's own inputs. The child whose page it is is always among the subjects, and first. */
export const readOwn = (sent: Sent, child: number): OwnSent => {
  const others = textsOf(sent[names.subject]).flatMap(text => numberOf(text) ?? [])
  const keep = textOf(sent[names.keep])
  const add = textOf(sent[names.add])
  return {
    version: numberOf(textOf(sent[names.version])) ?? 1,
    follows: numberOf(textOf(sent[names.follows])),
    subjects: [...new Set([child, ...others])],
    paragraphs: Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) => {
        const words = textOf(value).slice(0, longestParagraph)
        return name.startsWith(paragraph) && words !== '' ? [[name.slice(paragraph.length), words]] : []
      }),
    ),
    reason: textOf(sent[names.reason]),
    corrected: numberOf(textOf(sent[names.corrected])),
    action: actionOf(textOf(sent[names.action])),
    keep: keep === '' ? undefined : keep,
    add: add === '' ? undefined : add,
    page: /^[0-9a-f]{8,32}$/.exec(textOf(sent[names.page]))?.[0] ?? '',
    chosen: choicesIn(sent),
  }
}

/** The page's own inputs that a draft keeps among what was typed. */
export const ownTyped = ({ follows, reason, corrected }: Pick<OwnSent, 'follows' | 'reason' | 'corrected'>): Typed => ({
  [names.follows]: follows === undefined ? '' : String(follows),
  ...(reason === '' ? {} : { [names.reason]: reason }),
  ...(corrected === undefined ? {} : { [names.corrected]: String(corrected) }),
})

/** What a draft keeps of them, read back. */
export const ownOfDraft = (typed: Typed): Pick<OwnSent, 'follows' | 'reason' | 'corrected'> => ({
  follows: numberOf(textOf(typed[names.follows])),
  reason: textOf(typed[names.reason]),
  corrected: numberOf(textOf(typed[names.corrected])),
})

/** Whether an input is a child's own paragraph. */
export const isParagraph = (name: string): boolean => name.startsWith(paragraph)

/** The child whose own paragraph an input is. */
export const numberOfParagraph = (name: string): string => name.slice(paragraph.length)
