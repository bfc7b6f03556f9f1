import type { Telling } from './telling.ts'

const reach = { safeWays: ['phone'], phone: '01632 960320', interpreter: false }
const nameless = { named: 'no' }

/** What families, young people and neighbours sent. */
export const ofFamilies: readonly Telling[] = [
  {
    at: '2020-12-11T17:30',
    kind: 'support',
    sender: 'parent',
    about: 'known',
    fits: { ages: [2, 7] },
    needs: ['familyLife'],
    happening: 'Bedtime takes three hours and I shout, and afterwards I cry. Is there a course, or somebody who comes?',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Jo', relation: 'Mother' },
  },
  {
    at: '2020-12-11T20:15',
    kind: 'support',
    sender: 'parent',
    about: 'new',
    fits: { ages: [6, 9], sex: 'male' },
    needs: ['specialNeeds', 'learning'],
    happening:
      'The school says he is behind and should be assessed, and that the list is a year. What can we do until then?',
    answers: {
      ...reach,
      agrees: 'askFirst',
      yourGiven: 'Sunil',
      relation: 'Father',
      attendance: 'none',
      extraHelp: 'atSchool',
      interpreter: true,
      language: 'Gujarati',
    },
  },
  {
    at: '2020-12-12T10:05',
    kind: 'concern',
    sender: 'public',
    about: 'noDate',
    fits: { ages: [1, 4] },
    needs: ['safety'],
    happening:
      'I hear a small child crying next door at night and nobody seems to go to it. There are different cars each weekend.',
    answers: { ...nameless, safeNow: 'notSure' },
  },
  {
    at: '2020-12-12T11:30',
    kind: 'concern',
    sender: 'carer',
    about: 'misspelt',
    fits: { ages: [5, 12], sex: 'male' },
    needs: ['familyLife', 'safety'],
    happening:
      'My grandson told me that his mum’s friend sleeps on the sofa and that he does not like him. She has stopped bringing him on Sundays.',
    answers: { ...reach, agrees: 'askFirst', yourGiven: 'Pat', relation: 'Grandmother', safeNow: 'notSure' },
  },
  {
    at: '2020-12-12T14:45',
    kind: 'concern',
    sender: 'public',
    about: 'again',
    needs: ['safety'],
    happening: 'It is the same again as I wrote this morning. The child was on the balcony alone for half an hour.',
    answers: { ...nameless, safeNow: 'notSure' },
  },
  {
    at: '2020-12-12T18:20',
    kind: 'support',
    sender: 'youngPerson',
    about: 'new',
    fits: { ages: [13, 16] },
    needs: ['mentalHealth'],
    happening:
      'I cant talk to anyone at home since my nan died. I stopped going to football. I would like to talk to someone but not at school.',
    answers: {
      parentsKnow: 'notMind',
      hurtThemself: 'notSure',
      safeWays: ['text'],
      phone: '',
      textPhone: '01632 960321',
      interpreter: false,
    },
  },
  {
    at: '2020-12-13T09:10',
    kind: 'support',
    sender: 'carer',
    about: 'shortName',
    fits: { ages: [1, 12], sex: 'female' },
    needs: ['familyLife'],
    happening:
      'We have our granddaughter since August and nobody has told us what we may claim, or whether it is for good.',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Malcolm', relation: 'Grandfather' },
  },
  {
    at: '2020-12-13T15:00',
    kind: 'support',
    sender: 'parent',
    about: 'siblings',
    fits: { ages: [3, 15] },
    needs: ['familyLife', 'mentalHealth'],
    happening: 'Since we parted the children fight before each handover. We both want it to stop and do not know how.',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Claire', relation: 'Mother', hurtThemself: 'no' },
  },
  {
    at: '2020-12-13T19:35',
    kind: 'concern',
    sender: 'public',
    about: 'new',
    fits: { ages: [9, 10], sex: 'female' },
    needs: ['attendance'],
    happening:
      'There is a girl of about ten in the flat above the shop whom I see in the day. I do not think that she goes to any school.',
    answers: { named: 'yes', yourGiven: 'R.', ...reach, safeNow: 'yes', attendance: 'noSchool' },
  },
  {
    at: '2020-12-14T06:50',
    kind: 'support',
    sender: 'parent',
    about: 'known',
    fits: { ages: [12, 16], sex: 'female' },
    needs: ['mentalHealth'],
    happening:
      'She has been cutting herself since the autumn, I found it last night. She says she does not want to be here any more. The GP has no appointment before Thursday.',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Dawn', relation: 'Mother', hurtThemself: 'yes' },
  },
  {
    at: '2020-12-14T07:25',
    kind: 'support',
    sender: 'parent',
    about: 'unborn',
    needs: ['familyLife'],
    happening:
      'I am expecting in March and on my own, and I grew up in care. I would like somebody to come along with me before the baby is there.',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Leah' },
  },
  {
    at: '2020-12-14T07:55',
    kind: 'support',
    sender: 'youngPerson',
    about: 'known',
    fits: { ages: [16, 16], isOpen: true },
    needs: ['learning', 'mentalHealth'],
    happening:
      'My social worker changed again and the new one does not ring. I want to know who it is and if I can stay at my college.',
    answers: {
      parentsKnow: 'yes',
      hurtThemself: 'no',
      safeWays: ['phone', 'text'],
      phone: '01632 960322',
      interpreter: false,
      attendance: 'none',
    },
  },
  {
    at: '2020-12-14T08:15',
    kind: 'concern',
    sender: 'parent',
    about: 'known',
    fits: { ages: [2, 12] },
    needs: ['safety'],
    happening:
      'My ex has not brought the children back from the weekend and does not answer. He said at the door that I would not see them before Christmas.',
    answers: { ...reach, agrees: 'yes', yourGiven: 'Mel', relation: 'Mother', safeNow: 'notSure' },
  },
]
