import type { Context } from '../../../access/context.ts'
import { disabilities } from '../../../people/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { storyOf } from '../story/story.ts'
import { dutiesOf } from './now.ts'
import { openInWords } from './standing.ts'
import type { ChildRecord } from './record.ts'
import { quotationsOf, voicesOf } from './voices.ts'

/** What somebody at the door at night must know of the child before anything else. */
const needsOf = ({ facts }: ChildRecord): readonly string[] => [
  ...(facts.interpreter ? [`Needs an interpreter${facts.language === null ? '' : `: ${facts.language}`}`] : []),
  ...facts.disabilities.filter(code => code !== 'NONE').map(code => disabilities[code] ?? code),
  ...(facts.unaccompanied ? ['Unaccompanied: no parent or carer in this country'] : []),
]

/** The summary for whoever is called out of hours: nothing is typed for it, it is read from the record. */
export const tonightModel = (rules: Rules, context: Context, record: ChildRecord) => {
  const voices = voicesOf(rules, record.entries, 3)
  return {
    at: context.now,
    bornOn: record.facts.bornOn,
    needs: needsOf(record),
    adults: record.near
      .filter(({ kind, isTheir }) => kind === 'adult' && isTheir !== undefined)
      .map(({ name, isTheir, parentalResponsibility }) => ({ name, isTheir, parental: parentalResponsibility })),
    open: openInWords(rules, record.episodes),
    worries: voices.worries,
    says: voices.childSays,
    safety: quotationsOf(rules, record.entries, ['immediateSafety', 'outlinePlan'], 1),
    last: storyOf(rules, record.entries, { significantOnly: true, oldestFirst: false }).slice(0, 6),
    duties: dutiesOf(rules, context, record, []).slice(0, 8),
  }
}
