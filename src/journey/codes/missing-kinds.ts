/** How a child is absent, by the codes of the looked-after return (SSDA903). */
export const missingKinds = {
  M: 'Missing: where the child is, is not known',
  A: 'Away without authorisation: where the child is, is known',
} as const
