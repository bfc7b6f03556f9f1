import type { RequestKind, Sender } from '../../door/request.ts'

/** Whom a request is about: a known child as it stands or under another spelling, siblings, or somebody new. */
export type About =
  | 'known'
  | 'misspelt'
  | 'shortName'
  | 'swappedDate'
  | 'noDate'
  | 'siblings'
  | 'restricted'
  | 'again'
  | 'new'
  | 'unborn'

/** What must be true of a child for the words to be about it: years of age, both included, and what else they say. */
export type Fit = {
  readonly ages?: readonly [number, number]
  readonly sex?: 'female' | 'male'
  readonly isOpen?: boolean
}

/** What came to the door on the days before the clock, in the words of whoever sent it. */
export type Telling = {
  /** The time in England. */
  readonly at: string
  readonly kind: RequestKind
  readonly sender: Sender
  /** The organisation and post of a professional. */
  readonly from?: { readonly organisation: string; readonly post: string }
  readonly about: About
  /** What is true of the child in these words. */
  readonly fits?: Fit
  readonly needs: readonly string[]
  readonly happening: string
  readonly answers?: Readonly<Record<string, unknown>>
}
