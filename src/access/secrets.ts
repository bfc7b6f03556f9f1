import { createHash, randomBytes } from 'node:crypto'

/** A secret that somebody's browser keeps and nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the database holds of a secret. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
