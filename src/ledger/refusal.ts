/** Why the ledger will not write something, for the person who asked: what happened and what to do. */
export type RefusalKind =
  | 'notFound'
  | 'notAllowed'
  | 'againstTheLaw'
  | 'alreadyOpen'
  | 'notOpen'
  | 'alreadyCompleted'
  | 'sentToManager'
  | 'changedMeanwhile'
  | 'notAnAnswer'

/** Thrown inside the recording transaction, so that a refusal leaves nothing behind. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  constructor(kind: RefusalKind, message: string) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
  }
}

export const refuse = (kind: RefusalKind, message: string): never => {
  throw new Refusal(kind, message)
}
