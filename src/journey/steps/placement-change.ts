import { placementChangeReasons } from '../codes/placement-change-reasons.ts'
import { placementTypes } from '../codes/placement-types.ts'
import { choice, date, optional, prose } from '../fields.ts'
import { noParentUnderSection20 } from '../guards.ts'
import { placementQuestions } from '../placement-questions.ts'
import { socialWorkers } from '../recorders.ts'
import { around, labelOf } from '../sentences.ts'
import { step } from '../step.ts'

export const placementChange = step({
  title: 'Change of placement',
  family: 'lookedAfter',
  basis: 'Care Planning Regulations 2010, regulations 9 to 14',
  about:
    'The child moves to another home, or the same home becomes another kind of placement: a connected person is approved. Visits start anew. Where a temporary approval is extended, nothing begins anew.',
  fields: {
    movedOn: date('Date of the move, or of the decision to extend'),
    reasonForChange: optional(choice('Why the placement changed', placementChangeReasons)),
    ...placementQuestions,
    // Where the child lives is said already: to extend the approval nobody says it again.
    placementType: optional(placementQuestions.placementType),
    provider: optional(placementQuestions.provider),
    where: optional(placementQuestions.where),
    outsideCounty: optional(placementQuestions.outsideCounty),
    childsView: optional(prose('What the child says')),
  },
  completedOn: 'movedOn',
  outcomes: {
    moved: {
      label: 'Moved',
      needs: ['reasonForChange', 'placementType', 'provider', 'where', 'outsideCounty'],
      changes: ['placement'],
    },
    extended: {
      label: 'The same home: temporary approval extended',
      also: ['8 weeks more until the approval runs out, once'],
    },
  },
  may: { record: socialWorkers },
  guards: [
    noParentUnderSection20,
    {
      law: 'Care Planning Regulations 2010, regulation 25',
      forbids: 'the extension of any placement but one with a connected person who is approved temporarily',
      refuses: ({ outcome, openEpisodes }) =>
        outcome === 'extended' &&
        openEpisodes.find(({ kind }) => kind === 'placement')?.detail.visitingRule !== 'temporaryApproval'
          ? 'Only the temporary approval of a connected person is extended, and the record does not say that the child lives with one. Choose the outcome “Moved” to say where the child lives and by which rule.'
          : undefined,
    },
  ],
  likelyIn: ['lookedAfter', 'placement'],
  tells: ({ placementType, reasonForChange }, outcome) =>
    outcome === 'extended'
      ? 'The temporary approval of the carer was extended.'
      : `Placement changed: ${labelOf(placementTypes, placementType)}.${around(' Reason: ', labelOf(placementChangeReasons, reasonForChange), '.')}`,
})
