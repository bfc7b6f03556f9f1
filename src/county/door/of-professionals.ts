import type { Telling } from './telling.ts'

const police = 'Simulated County Police'
const hospital = 'Simulated Town Hospital'

/** What people of other organisations sent. */
export const ofProfessionals: readonly Telling[] = [
  {
    at: '2020-12-11T15:12',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: 'Kiln Lane Primary School', post: 'Designated safeguarding lead' },
    about: 'siblings',
    fits: { ages: [4, 10] },
    needs: ['safety', 'familyLife'],
    happening:
      'Both children came to school hungry every day this week, the younger in the same clothes since Monday. Their mother does not answer the phone and an uncle whom we do not know collects them.',
    answers: {
      safeNow: 'notSure',
      consent: 'notAsked',
      whyNotAsked: 'notReached',
      judgedLevel: '3',
      whyLevel: 'It has gone on for three weeks and is getting worse; breakfast club was offered and not taken up.',
    },
  },
  {
    at: '2020-12-11T16:05',
    kind: 'support',
    sender: 'professional',
    from: { organisation: 'Skylark Academy', post: 'Attendance officer' },
    about: 'known',
    fits: { ages: [11, 16] },
    needs: ['attendance', 'mentalHealth'],
    happening:
      'Attendance is down to 41 per cent since half term. The young person says that the bus is frightening since an argument with an older pupil. The parents would welcome somebody to visit.',
    answers: {
      hurtThemself: 'no',
      attendance: 'half',
      extraHelp: 'none',
      consent: 'agreed',
      judgedLevel: '2',
      whyLevel: 'Two letters, a meeting and a reduced timetable have not helped.',
    },
  },
  {
    at: '2020-12-11T19:40',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: police, post: 'Constable, response' },
    about: 'swappedDate',
    needs: ['safety'],
    happening:
      'Called to an argument between the parents at the address. Nobody was injured. The child was upstairs and had heard it. Father left for the night to stay with a friend.',
    answers: { safeNow: 'yes', consent: 'agreed', judgedLevel: '3', whyLevel: 'Third call to the address this year.' },
  },
  {
    at: '2020-12-12T02:20',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: police, post: 'Missing persons officer' },
    about: 'known',
    fits: { ages: [13, 16] },
    needs: ['safety'],
    happening:
      'Reported as not home at 22:00, found at 01:15 at the railway station with two adults who gave no names. Returned to the carer. Would not say where they had been.',
    answers: {
      safeNow: 'yes',
      consent: 'notAsked',
      whyNotAsked: 'risk',
      judgedLevel: '4',
      whyLevel: 'The fourth time in six weeks, and each time further away.',
    },
  },
  {
    at: '2020-12-13T21:50',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: hospital, post: 'Paediatric nurse, emergency department' },
    about: 'misspelt',
    fits: { ages: [2, 9] },
    needs: ['safety'],
    happening:
      'Brought in by grandmother with a sore wrist. The account of the fall changed between triage and the doctor. The X-ray is clear. Grandmother asked twice whether social services would be told.',
    answers: {
      safeNow: 'notSure',
      consent: 'refused',
      whyNotAsked: 'harm',
      judgedLevel: '3',
      whyLevel: 'Two attendances in a month.',
    },
  },
  {
    at: '2020-12-14T04:30',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: hospital, post: 'Named nurse for safeguarding' },
    about: 'new',
    fits: { ages: [13, 16] },
    needs: ['mentalHealth', 'safety'],
    happening:
      'Admitted at 03:00 after an overdose of paracetamol. Medically stable. Says that home is not safe and will not say why. Mother is on the ward.',
    answers: {
      safeNow: 'yes',
      hurtThemself: 'yes',
      consent: 'notAsked',
      whyNotAsked: 'risk',
      judgedLevel: '4',
      whyLevel: 'Cannot be discharged home before it is known why.',
    },
  },
  {
    at: '2020-12-14T08:05',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: 'Community Midwifery Service', post: 'Safeguarding midwife' },
    about: 'unborn',
    needs: ['safety', 'familyLife'],
    happening:
      'Booked late, at 24 weeks. Two older children live with their grandparents under special guardianship. Mother says that she is off heroin since the summer and wants to do it differently this time.',
    answers: {
      safeNow: 'yes',
      consent: 'agreed',
      judgedLevel: '4',
      whyLevel: 'A pre-birth assessment is needed in good time.',
    },
  },
  {
    at: '2020-12-14T08:20',
    kind: 'support',
    sender: 'professional',
    from: { organisation: 'Health Visiting Service', post: 'Health visitor' },
    about: 'noDate',
    fits: { ages: [1, 3] },
    needs: ['familyLife'],
    happening:
      'Twins of five months and a toddler in a flat with damp. Mother is very tired and has nobody near. She asks for a group and for somebody to help with the housing letter.',
    answers: { consent: 'agreed', judgedLevel: '2', whyLevel: 'Coping, and asking for help before it is too much.' },
  },
  {
    at: '2020-12-14T08:35',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: 'Mallow Way Surgery', post: 'General practitioner' },
    about: 'restricted',
    fits: { ages: [5, 16] },
    needs: ['safety', 'mentalHealth'],
    happening:
      'Seen with a cough. Spoke of bad dreams and of somebody who waits outside the school. The foster mother thinks that it may be a relative.',
    answers: {
      safeNow: 'yes',
      hurtThemself: 'no',
      consent: 'agreed',
      judgedLevel: '3',
      whyLevel: 'I do not know the history and would like it to be looked at.',
    },
  },
  {
    at: '2020-12-14T08:40',
    kind: 'consultation',
    sender: 'professional',
    from: { organisation: 'Simulated County Homes', post: 'Tenancy support lead' },
    about: 'new',
    needs: [],
    happening: '',
    answers: {
      question: 'A tenant owes rent and has three children. I do not know whether to send something or to wait.',
      ringOn: '01632 960410',
      ringWhen: 'Today after 2pm',
    },
  },
  {
    at: '2020-12-14T08:45',
    kind: 'concern',
    sender: 'professional',
    from: { organisation: 'Skylark Academy', post: 'Head of year 9' },
    about: 'shortName',
    fits: { ages: [13, 14], sex: 'female' },
    needs: ['safety', 'attendance'],
    happening:
      'Came in with new trainers and two phones, and a lot of cash. Friends say that there is an older boyfriend with a car. Has been out of lessons most afternoons.',
    answers: {
      safeNow: 'notSure',
      attendance: 'some',
      consent: 'notAsked',
      whyNotAsked: 'risk',
      judgedLevel: '4',
      whyLevel: 'It looks like exploitation to us.',
    },
  },
  {
    at: '2020-12-14T08:50',
    kind: 'support',
    sender: 'professional',
    from: { organisation: 'Orchard View Special School', post: 'Family support lead' },
    about: 'known',
    fits: { ages: [5, 15], isOpen: true },
    needs: ['specialNeeds', 'familyLife'],
    happening:
      'The family has had no short break since March. Father has a new job with nights. They would take a Saturday club, or somebody at home for an evening.',
    answers: {
      attendance: 'none',
      extraHelp: 'plan',
      consent: 'agreed',
      judgedLevel: '3',
      whyLevel: 'Without a break this family will not hold.',
    },
  },
]
