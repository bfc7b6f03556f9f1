import { chooseFrom } from '../chance/random.ts'
import { actions, decisions, next, present, progress, rationales, say, views, visitWords } from './phrases.ts'
import type { Telling, Words } from './phrases.ts'
import { feelings } from './themes.ts'

/** The prose of an entry, by step: all that its facts do not say. */
export const wordsOf = (step: string, outcome: string, telling: Telling): Words => {
  const { stream, theme } = telling
  switch (step) {
    case 'contact':
    case 'referral':
      return { why: say(telling, theme.told), rationale: chooseFrom(stream, rationales) }
    case 'multiAgencyEnquiry':
      return {
        partners: 'Police, health, education and children’s social care',
        found: say(telling, ['Each partner shared what it holds.', 'Two partners know the family.'], theme.worries),
      }
    case 'earlyHelpAssessment':
      return {
        consent: true,
        strengths: say(telling, theme.strengths),
        needs: say(telling, theme.worries),
        ...views(telling, 0.4),
      }
    case 'earlyHelpPlan':
      return {
        goals: say(telling, theme.goals),
        leadPractitioner: chooseFrom(stream, ['School family worker', 'Health visitor', 'Early help worker']),
      }
    case 'earlyHelpReview':
      return { progress: say(telling, theme.progress), ...views(telling, 0.4) }
    case 'earlyHelpClosure':
      return { summary: say(telling, theme.progress, ['The family knows how to come back.']) }
    case 'childAndFamilyAssessment':
      return {
        factors: [...new Set([theme.factors[0] ?? '20', chooseFrom(stream, theme.factors)])],
        strengths: say(telling, theme.strengths),
        worries: say(telling, theme.worries),
        analysis: say(
          telling,
          [
            'Taken together, the worries are real and the family can change them with help.',
            'The family has met most of what is needed; what is left is small.',
            'Without help this is likely to go on.',
          ],
          theme.strengths,
        ),
        decision: chooseFrom(stream, rationales),
        seenAlone: !telling.isBaby && stream.happens(0.7),
        ...views(telling, 0.7),
      }
    case 'childInNeedPlan':
      return views(telling, 0.5)
    case 'carePlan':
      return {
        permanence: say(telling, [
          '{child} {goes|go} home when it is safe there; looked at again at the next review.',
          '{child} {stays|stay} with the present carers until 18.',
          'Family first: grandparents are assessed.',
        ]),
        ...views(telling, 0.6),
      }
    case 'childInNeedVisit':
    case 'childProtectionVisit':
    case 'lookedAfterVisit':
      return visitWords(telling, outcome)
    case 'childInNeedReview':
      return { ...present(telling), progress: progress(telling), ...views(telling, 0.5) }
    case 'closure':
      return {
        summary: say(telling, theme.progress, [
          'School and the GP know whom to call.',
          'The family knows how to come back.',
        ]),
      }
    case 'strategyDiscussion':
      return {
        ...present(telling),
        concerns: say(telling, theme.told),
        decision:
          outcome === 'section47'
            ? 'There is reasonable cause to suspect significant harm.'
            : 'The threshold for an enquiry is not met.',
        immediateSafety: say(telling, [
          '{child} {is|are} safe tonight with {parent}.',
          'A relative stays with {child} meanwhile.',
          '{child} {is|are} in a safe place.',
        ]),
      }
    case 'section47Enquiry':
      return {
        findings: say(telling, theme.worries, theme.strengths),
        seenAlone: !telling.isBaby,
        ...views(telling, 0.6),
      }
    case 'initialConference':
      return {
        ...present(telling),
        decision: `${outcome === 'plan' ? 'Likely to suffer significant harm without a plan.' : 'Not likely to suffer significant harm; a child in need plan is enough.'} ${chooseFrom(stream, decisions)}`,
        ...(outcome === 'plan' ? { outlinePlan: say(telling, theme.goals, actions) } : {}),
        ...views(telling, 0.6),
      }
    case 'reviewConference':
      return {
        ...present(telling),
        progress: progress(telling),
        decision: chooseFrom(stream, decisions),
        ...views(telling, 0.6),
      }
    case 'coreGroup':
      return { ...present(telling), progress: say(telling, theme.progress) }
    case 'becomingLookedAfter':
      return { whyLookedAfter: say(telling, theme.worries), ...views(telling, 0.5) }
    case 'placementChange':
      return views(telling, 0.5)
    case 'ceasingToBeLookedAfter':
      return {
        support: chooseFrom(stream, [
          'A support plan is agreed.',
          'The social worker goes on visiting.',
          'The personal adviser goes on.',
        ]),
        ...views(telling, 0.4),
      }
    case 'lookedAfterReview':
      return {
        progress: progress(telling),
        recommendations: say(telling, [
          'The care plan stays as it is.',
          'Family time is looked at again.',
          'The health plan is brought up to date.',
          'The plan for permanence is agreed.',
        ]),
        seenBefore: !telling.isBaby && stream.happens(0.6),
        ...views(telling, 0.6),
      }
    case 'healthAssessment':
      return outcome === 'refused'
        ? {}
        : {
            dentist: stream.happens(0.8),
            immunised: stream.happens(0.88),
            needs: chooseFrom(stream, [
              'Sight test due.',
              'Well, growing as expected.',
              'Sleep and appetite to be watched.',
              'Referral for talking therapy.',
            ]),
          }
    case 'personalEducationPlan':
      return {
        goals: say(telling, [
          '{child} reads every day with an adult.',
          '{child} has extra help in mathematics.',
          '{child} is ready for the next school year.',
        ]),
        attainment: chooseFrom(stream, [
          'Working at the level expected.',
          'A little behind, and catching up.',
          'Behind, with help in place.',
        ]),
        ...views(telling, 0.5),
      }
    case 'missing':
      return {
        policeTold: stream.happens(0.85),
        concerns: say(telling, [
          '{child} left after an argument.',
          '{child} did not come back from school.',
          '{child} was due back from a friend.',
        ]),
      }
    case 'returnFromMissing':
      return {
        howFound: say(telling, [
          '{child} came home alone, tired and well.',
          'Police found {child} with friends.',
          '{child} rang and was fetched.',
        ]),
      }
    case 'returnInterview':
      return outcome === 'held'
        ? {
            by: 'An independent worker',
            childsWords: chooseFrom(stream, [
              'I just needed to get away.',
              'I was with my friends, it was fine.',
              'I do not want to say where I was.',
            ]),
            plan: 'The safety plan was looked at again.',
          }
        : {}
    case 'eligibility':
      return { reasons: 'From the dates in the record.' }
    case 'pathwayPlan':
      return {
        youngPersonsView: chooseFrom(stream, feelings),
        home: 'Options talked through.',
      }
    case 'pathwayPlanReview':
      return {
        progress: chooseFrom(stream, [
          'Settled, and on course.',
          'Work has been found.',
          'Money is tight; a budget was made.',
          'Wants to move nearer to friends.',
        ]),
      }
    case 'keepingInTouch':
      return {
        notes: chooseFrom(stream, [
          'Well, and busy.',
          'Worried about money.',
          'Talked about college.',
          'Wants help with the flat.',
          'A short call; meets next month.',
        ]),
      }
    case 'leavingCareClosure':
      return { summary: 'Knows how to come back until 25.' }
    case 'allocation':
      return {}
    case 'transfer':
      return {
        handover: chooseFrom(stream, [
          'Handed over in a joint visit.',
          'Handed over by telephone; the plan is up to date.',
          'The file was read and the family told.',
        ]),
      }
    case 'managementOversight':
      return outcome === 'reassess'
        ? {
            event: 'Change in the family’s circumstances',
            decision: 'A new assessment.',
            rationale: say(telling, theme.worries),
          }
        : {
            event: chooseFrom(stream, ['Significant event', 'Plan looked at']),
            decision: chooseFrom(stream, [
              'Go on as planned.',
              'Bring the review forward.',
              'Visit more often for now.',
              'Prepare to close.',
            ]),
            rationale: say(telling, theme.progress),
          }
    case 'caseNote':
      return {
        heading: chooseFrom(stream, [
          'Call from school',
          'Message from a parent',
          'Call to the GP surgery',
          'Note of a conversation',
        ]),
        words: say(telling, theme.progress, next),
      }
    default:
      return {}
  }
}
