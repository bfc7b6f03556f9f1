import type { AssessmentFactor, Need } from '../../journey/index.ts'

/** What a family's story is mostly about: words to tell it with. {child} and {parent} stand for names, and {is|are} for one child or several. */
export type Theme = {
  readonly need: Need
  readonly factors: readonly AssessmentFactor[]
  readonly told: readonly string[]
  readonly worries: readonly string[]
  readonly strengths: readonly string[]
  readonly goals: readonly string[]
  readonly progress: readonly string[]
}

export const themes = {
  domesticAbuse: {
    need: 'N1',
    factors: ['3B', '17A', '4B'],
    told: [
      'An argument at home was overheard; {child} {was|were} in the next room and upset.',
      'Officers were called to the address at night. {child} {was|were} present and not hurt.',
      '{parent} told us of shouting and threats over several months and wants help.',
      '{child} told a trusted adult about frightening rows at home.',
    ],
    worries: [
      '{child} {has|have} seen and heard frightening arguments.',
      'The arguments have become more frequent and {child} {tries|try} to stop them.',
      '{child} {sleeps|sleep} badly after incidents and {has|have} missed school.',
    ],
    strengths: [
      '{parent} has asked for help and keeps to the safety plan.',
      '{child} {has|have} a grandparent nearby who is trusted by all.',
      '{parent} is warm with {child} and notices how {child} {feels|feel}.',
    ],
    goals: [
      '{child} {lives|live} in a calm home and {knows|know} whom to ring.',
      '{parent} finishes the domestic abuse programme.',
    ],
    progress: [
      'There have been no incidents since we last met.',
      'The safety plan is used and the locks have been changed.',
      'One incident was reported; the safety plan worked.',
    ],
  },
  parentalHealth: {
    need: 'N3',
    factors: ['4B', '7A'],
    told: [
      '{parent} has felt very low and is finding the days hard to manage.',
      'A health visitor is worried that {parent} is not getting the treatment that helped before.',
      '{child} {does|do} much of the caring at home and {is|are} tired at school.',
    ],
    worries: [
      'When {parent} is unwell, meals and bedtimes slip and {child} {worries|worry}.',
      '{child} {looks|look} after younger family members and {has|have} little time to play.',
    ],
    strengths: [
      '{parent} sees the community nurse and talks openly about bad days.',
      'A neighbour takes {child} to school when {parent} is unwell.',
    ],
    goals: [
      '{child} {has|have} help at home when {parent} is unwell.',
      '{child} {joins|join} the young carers’ group.',
    ],
    progress: [
      '{parent} keeps appointments and says the mornings are easier.',
      '{child} {has|have} been to the young carers’ group twice.',
      '{parent} has been unwell again; the agreed plan was used.',
    ],
  },
  substances: {
    need: 'N1',
    factors: ['1B', '2B', '16A'],
    told: [
      '{parent} came to the school gate unsteady and smelling of alcohol.',
      'A relative says that drinking at home has become worse since the summer.',
      'Drug use by an adult at the address was reported; {child} {lives|live} there.',
    ],
    worries: [
      '{child} {is|are} sometimes left without an adult who is fit to care.',
      'Money for food runs short after weekends.',
    ],
    strengths: [
      '{parent} has started with the recovery service and tests as agreed.',
      'An aunt has {child} to stay at weekends.',
    ],
    goals: ['A sober adult is always there for {child}.', '{parent} stays with the recovery service.'],
    progress: [
      'Tests have been clear for six weeks.',
      '{parent} had a lapse, told us, and asked for more support.',
      '{child} {is|are} fed, rested and on time for school.',
    ],
  },
  neglect: {
    need: 'N1',
    factors: ['16A', '5B'],
    told: [
      'School says {child} {comes|come} hungry and in the same clothes.',
      'A neighbour hears {child} out alone late in the evening.',
      'Health appointments for {child} have been missed three times.',
    ],
    worries: [
      'The home is cold and cluttered, and {child} {has|have} no clear bed.',
      '{child} {has|have} missed health appointments and much school.',
    ],
    strengths: [
      '{parent} and {child} are affectionate with each other.',
      '{parent} lets us in and shows us the rooms.',
    ],
    goals: [
      '{child} {has|have} a bed and warm meals and {gets|get} to school.',
      '{child} {is|are} taken to every appointment.',
    ],
    progress: [
      'The bedroom is clear and {child} {has|have} a bed.',
      'Attendance has risen above nine days in ten.',
      'Improvements have been hard to keep up between visits.',
    ],
  },
  acuteStress: {
    need: 'N4',
    factors: ['4A', '20'],
    told: [
      '{parent} says that {child} will not go to school and that home is at breaking point.',
      'The family must leave their home soon and has nowhere to go.',
      '{parent} is separating and asks what support there is for {child}.',
    ],
    worries: ['{child} {is|are} caught between the adults.', 'The family may lose its home, and {child} {knows|know}.'],
    strengths: [
      'The adults agree that {child} comes first.',
      '{child} {has|have} close friends and a keen interest in music.',
    ],
    goals: ['{child} {has|have} a settled home and two parents who talk.', '{child} {is|are} back in school each day.'],
    progress: [
      '{child} {has|have} been back in school for three weeks.',
      'Housing has made an offer.',
      'The adults use the parenting plan.',
    ],
  },
  teenager: {
    need: 'N6',
    factors: ['14A', '10A', '13A'],
    told: [
      '{child} {was|were} found far from home with older young people late at night.',
      '{child} {has|have} new belongings that cannot be explained and two telephones.',
      '{child} {has|have} left home after a row and {is|are} staying with friends.',
    ],
    worries: [
      '{child} {goes|go} missing and {spends|spend} time with people who may do harm.',
      '{child} {is|are} often out of school and {does|do} not say where.',
    ],
    strengths: [
      '{child} {talks|talk} to the youth worker and {comes|come} home when called.',
      '{parent} rings us and the police at once.',
    ],
    goals: [
      '{child} {is|are} home at night and in education.',
      '{child} {has|have} an adult of their choice to talk to.',
    ],
    progress: [
      '{child} {has|have} not been missing this month.',
      '{child} {has|have} met the youth worker each week.',
      '{child} {was|were} missing once overnight.',
    ],
  },
  disability: {
    need: 'N2',
    factors: ['6A', '5A'],
    told: [
      '{parent} asks for help with caring for {child} at night.',
      'The hospital asks for an assessment before {child} {comes|come} home.',
      'School says that {parent} is exhausted and asks for short breaks.',
    ],
    worries: [
      '{parent} gets little sleep and has nobody to take over.',
      '{child} {needs|need} equipment that is not yet in the house.',
    ],
    strengths: [
      '{parent} knows {child}’s signs very well.',
      '{child} {enjoys|enjoy} school and {is|are} well liked there.',
    ],
    goals: [
      '{child} {has|have} regular short breaks and {likes|like} them.',
      '{parent} sleeps at least four nights a week.',
    ],
    progress: [
      'Short breaks have started and {child} {enjoys|enjoy} them.',
      'The hoist has been fitted.',
      'The package is due to be looked at again.',
    ],
  },
  alone: {
    need: 'N8',
    factors: ['9A'],
    told: [
      '{child} was found at a motorway service area and asked for asylum.',
      '{child} walked into a police station and says there is no family here.',
      '{child} came in the back of a lorry and was brought to us by officers.',
    ],
    worries: [
      '{child} is alone here and does not know where the family is.',
      '{child} has bad dreams about the journey.',
    ],
    strengths: [
      '{child} is keen to learn and makes friends easily.',
      '{child} {cooks|cook}, and {goes|go} to the mosque or church at will.',
    ],
    goals: ['{child} is settled, at college, and has a solicitor.', 'The family is traced if that is wished.'],
    progress: [
      '{child} goes to college four days a week.',
      'The solicitor has met {child} twice.',
      '{child} has joined a football team.',
    ],
  },
} as const satisfies Readonly<Record<string, Theme>>

export type ThemeName = keyof typeof themes

export const themeWeights = {
  domesticAbuse: 32,
  parentalHealth: 15,
  substances: 12,
  neglect: 17,
  acuteStress: 14,
  teenager: 10,
} as const

export const partnersPresent = [
  'Social worker, police, health visitor, school',
  'Social worker and manager, police, school nurse, headteacher',
  'Social worker, police, named nurse, housing officer, parents',
  'Social worker, school, GP surgery, family support worker, parents',
  'Social worker, police, community paediatrician, nursery',
] as const

export const feelings = [
  'I like it when we all eat together.',
  'I want people to stop shouting.',
  'School is all right. I like art best.',
  'I miss my dog.',
  'I want to see my dad more.',
  'I don’t know. Things are OK.',
  'I am happy in my room now.',
  'I wish you had told me sooner what was happening.',
  'Can I go to the football club?',
  'I sleep better now.',
] as const

export const places = [
  'At home',
  'At school',
  'At home, in the child’s bedroom',
  'At nursery',
  'In the garden',
  'On a walk',
] as const
