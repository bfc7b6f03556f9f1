/** What a document is, for lists and filters. Names never change; words may. */
export const documentKinds = {
  letter: 'Letter',
  summary: 'Summary or chronology',
  report: 'Report from another agency',
  minutes: 'Minutes',
  plan: 'Plan or agreement',
  court: 'Court or legal',
  health: 'Health',
  education: 'Education',
  identity: 'Proof of identity',
  consent: 'Consent',
  photograph: 'Photograph',
  childsOwn: 'Written or drawn by the child',
  message: 'Message',
  other: 'Something else',
} as const

export type DocumentKind = keyof typeof documentKinds

export const isDocumentKind = (text: string): text is DocumentKind => Object.hasOwn(documentKinds, text)
