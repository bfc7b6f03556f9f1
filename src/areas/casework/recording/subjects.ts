import type { AboutWhom } from '../../../ledger/about-whom.ts'
import type { ChildRecord } from '../child/record.ts'
import type { FormState } from './form-model.ts'
import { corrected, sharedInWords } from './shared.ts'

/** A child that the entry may be about too. */
export type SubjectChoice = {
  readonly identity: number
  readonly name: string
  readonly chosen: boolean
  readonly paragraph: string
  readonly main: boolean
}

/** For whom a correction is, and what is said of each child alone. */
export type CorrectedChildren = {
  readonly shared: string | undefined
  readonly paragraphs: readonly Pick<SubjectChoice, 'identity' | 'name' | 'paragraph'>[]
}

/** The child whose page it is, and the brothers and sisters who can be chosen too. */
export const subjectChoices = (
  record: ChildRecord,
  state: Pick<FormState, 'subjects' | 'paragraphs'>,
  offered: ReadonlySet<number>,
): readonly SubjectChoice[] => [
  {
    identity: record.child,
    name: record.facts.name,
    chosen: true,
    paragraph: state.paragraphs[record.child] ?? '',
    main: true,
  },
  ...record.siblings
    .filter(({ identity }) => offered.has(identity))
    .map(({ identity, name }) => ({
      identity,
      name,
      chosen: state.subjects.includes(identity),
      paragraph: state.paragraphs[identity] ?? '',
      main: false,
    })),
]

/** The children of an entry that is corrected, who stay who they are; undefined where it says nothing of its one child alone. */
export const correctedChildren = (
  whom: AboutWhom,
  paragraphs: FormState['paragraphs'],
): CorrectedChildren | undefined =>
  whom.open.length < 2 && whom.open.every(({ paragraph }) => paragraph === null)
    ? undefined
    : {
        shared: sharedInWords(whom, corrected),
        paragraphs: whom.open.map(({ identity, name }) => ({
          identity,
          name,
          paragraph: paragraphs[identity] ?? '',
        })),
      }
