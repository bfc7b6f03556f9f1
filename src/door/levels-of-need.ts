import type { Need } from './questions/situation.ts'

/** One of the four levels of need by which Effective Family Resilience tells what help fits. */
export type LevelOfNeed = {
  readonly name: string
  readonly means: string
  readonly whoHelps: string
  /** What is seen at this level, by area of life. */
  readonly examples: Readonly<Record<Need, string>>
  readonly whatToDo: readonly string[]
}

/**
 * The council's own guidance, in its own words: what each level means, what it looks like, and what to do. It helps to judge
 * and never decides: whoever is worried about a child's safety sends it whatever the level.
 */
export const levelsOfNeed: Readonly<Record<'1' | '2' | '3' | '4', LevelOfNeed>> = {
  1: {
    name: 'Universal',
    means: 'The child does well, or has small troubles that pass with what every family can use.',
    whoHelps: 'Family, friends, school, the health visitor, the doctor, youth clubs',
    examples: {
      safety: 'The child is safe at home and outside; bumps and quarrels of the usual kind.',
      familyLife: 'Parents cope, and ask when they need to. A new baby, a move, a separation that is talked about.',
      mentalHealth: 'Worry before exams, sadness after a loss, and somebody to talk to.',
      learning: 'The child learns about as expected, or catches up with help in class.',
      specialNeeds: 'A need that the school or nursery meets in everyday teaching.',
      attendance: 'Hardly any school is missed, and for reasons that are known.',
    },
    whatToDo: [
      'Talk with the child and the parents about what would help.',
      'Show them what there is: the health visitor or school nurse, parenting groups, youth clubs, advice on money and housing.',
      'Look again in a few weeks. If it is not better, think of early help.',
    ],
  },
  2: {
    name: 'Early help',
    means: 'The child or the family needs more than everybody has, soon, so that things do not get worse.',
    whoHelps: 'You and one or two others, with a simple plan that the family agrees to',
    examples: {
      safety: 'Harsh words and little watching over at times; a first time out late or in the wrong company.',
      familyLife: 'Parents under strain: money, illness, a quarrelling separation. The home is sometimes neglected.',
      mentalHealth: 'Low mood, worry or anger that lasts for weeks and gets in the way; no danger to life.',
      learning: 'The child falls behind although the school has tried something.',
      specialNeeds: 'Support from the school (SEN support) is needed or has begun; the family needs advice.',
      attendance: 'Some days of most weeks are missed, or the child is often late.',
    },
    whatToDo: [
      'Ask the family whether they agree to an early help assessment, and begin it with them: you need no permission of ours.',
      'Bring together those who help already, and choose one to lead.',
      'Ask the early help advisers for a consultation if you are stuck.',
    ],
  },
  3: {
    name: 'Targeted',
    means: 'Several needs at once, or one that lasts, which several services must meet together with one plan.',
    whoHelps: 'A family worker who leads a plan with the school, health and others',
    examples: {
      safety:
        'Signs that somebody outside the family uses the child; quarrels at home that frighten them; missing once or twice.',
      familyLife:
        'Drink, drugs, illness or violence in the past make parenting hard most days; a young carer with too much to carry.',
      mentalHealth: 'Self-harm without danger to life, an eating problem, or a child who cannot leave the house.',
      learning: 'Learning has all but stopped, or the child may lose their place at school.',
      specialNeeds:
        'Complex needs: a needs assessment or a plan for education, health and care, and a family that is worn out.',
      attendance: 'Half of school or more is missed, or the child has no school.',
    },
    whatToDo: [
      'Talk with the family and tell them that you want to ask for help, unless that puts somebody at risk.',
      'Send a request for support. Say what was tried and what came of it.',
    ],
  },
  4: {
    name: 'Specialist',
    means:
      'The child suffers significant harm or is likely to, or will not do well without a social worker or specialist care.',
    whoHelps: 'A social worker, the police, hospital or specialist services, by law',
    examples: {
      safety:
        'An injury nobody explains, sexual abuse, exploitation, violence at home now, a child left alone, a threat to life.',
      familyLife:
        'Neglect that goes on; nobody who can care for the child; a baby to be born to parents whose children could not stay.',
      mentalHealth: 'A child who has tried to die or says they will; illness that needs hospital.',
      learning: 'Kept from any learning, together with signs of harm.',
      specialNeeds: 'A severe disability for which the family needs a social worker, or care away from home.',
      attendance: 'Nobody knows where the child is, or the child is kept out of sight.',
    },
    whatToDo: [
      'If the child is in danger now, ring 999 first.',
      'Send the worry at once. If it cannot wait, ring as well, and do not wait for agreement where asking would put somebody at risk.',
      'Keep what you saw and heard in writing, in the child’s own words.',
    ],
  },
}

export type LevelKey = keyof typeof levelsOfNeed

export const isLevelKey = (text: string): text is LevelKey => Object.hasOwn(levelsOfNeed, text)

/** `2: Early help` */
export const levelInWords = (level: LevelKey): string => `${level}: ${levelsOfNeed[level].name}`

/** Whether a level is commonly answered by whoever is with the family already, without the door. */
export const mayNeedNoDoor = (level: LevelKey): boolean => level === '1' || level === '2'
