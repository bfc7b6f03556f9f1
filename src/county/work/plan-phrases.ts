import type { ThemeName } from './themes.ts'

type ActionPhrase = { readonly what: string; readonly owner: string }

/** What is done, and by whom, in a family whose story is mostly about something. */
export const planActions: Readonly<Record<ThemeName, readonly ActionPhrase[]>> = {
  domesticAbuse: [
    { what: 'Finish the domestic abuse programme', owner: '{parent}' },
    { what: 'Go over the safety plan with {child} and write down whom to ring', owner: 'Social worker' },
    { what: 'A quiet word with {child} each Monday', owner: 'School' },
    { what: 'Ask housing about locks and an alarm', owner: 'Domestic abuse adviser' },
    { what: 'Stay with {child} while {parent} is at the programme', owner: 'Grandmother' },
  ],
  parentalHealth: [
    { what: 'Keep the appointments with the community nurse', owner: '{parent}' },
    { what: 'Find a place in the young carers’ group', owner: 'Social worker' },
    { what: 'Walk {child} to school on bad days', owner: 'Neighbour' },
    { what: 'Look at the medicine again', owner: 'GP' },
    { what: 'Write down together who does what when {parent} is unwell', owner: 'Family support worker' },
  ],
  substances: [
    { what: 'Go to the recovery service each week and test as agreed', owner: '{parent}' },
    { what: 'Have {child} to stay every other weekend', owner: 'Aunt' },
    { what: 'Agree who is there for {child} when {parent} is not sober', owner: 'Social worker' },
    { what: 'Tell the social worker at once if {child} is not collected', owner: 'School' },
    { what: 'Help with a budget for food', owner: 'Family support worker' },
  ],
  neglect: [
    { what: 'A bed and bedding for {child}', owner: 'Social worker' },
    { what: 'Breakfast club every day', owner: 'School' },
    { what: 'Take {child} to the dentist and the health check', owner: '{parent}' },
    { what: 'Weigh and measure', owner: 'Health visitor' },
    { what: 'Clear the back bedroom', owner: '{parent}' },
  ],
  acuteStress: [
    { what: 'Send the housing form with the letter of support', owner: 'Social worker' },
    { what: 'Meet the mediator', owner: 'Both parents' },
    { what: 'A reduced timetable, then full days again', owner: 'School' },
    { what: 'Guitar lessons for {child} go on', owner: '{parent}' },
  ],
  teenager: [
    { what: 'Meet {child} each week where {child} chooses', owner: 'Youth worker' },
    { what: 'Agree times to be home and whom to text', owner: '{parent}' },
    { what: 'Map the friends and places that worry us', owner: 'Social worker' },
    { what: 'A place on the motor mechanics course', owner: 'College' },
    { what: 'Ring us and the police at once if {child} is missing', owner: '{parent}' },
  ],
  disability: [
    { what: 'Short breaks every second Saturday', owner: 'Short breaks service' },
    { what: 'Fit the hoist', owner: 'Occupational therapist' },
    { what: 'Learn the night routine with the nurse', owner: '{parent}' },
    { what: 'Ask for the education, health and care plan to be looked at', owner: 'Social worker' },
  ],
  alone: [
    { what: 'See the solicitor before the interview', owner: 'Social worker' },
    { what: 'English classes four days a week', owner: 'College' },
    { what: 'Ask the Red Cross to trace the family, if {child} wants it', owner: 'Social worker' },
    { what: 'Register with a GP and see a dentist', owner: 'Carer' },
  ],
}

/** What is done for a young person who leaves care. */
export const pathwayActions: readonly ActionPhrase[] = [
  { what: 'Send the housing form', owner: 'Personal adviser' },
  { what: 'Open a bank account and learn to budget', owner: '{child}' },
  { what: 'Visit the college', owner: '{child} and personal adviser' },
  { what: 'Apply for a passport', owner: 'Personal adviser' },
  { what: 'Driving theory test', owner: '{child}' },
  { what: 'Register with a GP near the new home', owner: '{child}' },
]

export const pathwayGoals: readonly string[] = [
  '{child} has a home of their own that suits them.',
  '{child} is in work or education that leads somewhere.',
  '{child} has people to turn to.',
]

/** What is done for a child in the council’s care, beside what the family’s story asks for. */
export const careGoals: readonly string[] = [
  '{child} {lives|live} in one home where {child} {is|are} settled and {knows|know} what comes next.',
  '{child} {sees|see} the people who matter, safely and often enough.',
]

export const careActions: readonly ActionPhrase[] = [
  { what: 'Time together with {parent} every second week', owner: 'Social worker' },
  { what: 'Life story book begun', owner: 'Social worker' },
  { what: 'Swimming with friends goes on', owner: 'Carer' },
  { what: 'Extra help in mathematics', owner: 'School' },
  { what: 'Health check and dentist', owner: 'Carer' },
]

/** How it will be known that a goal is reached. */
export const knownBy: readonly string[] = [
  '{child} {says|say} so.',
  'School and family see it at each meeting.',
  'Four weeks in a row without a worry.',
  'Attendance above nine days in ten.',
  '{child} {sleeps|sleep}, {eats|eat} and {plays|play} as others do.',
]

export const familySays: readonly string[] = [
  'We want this to work and for you to go.',
  'It is a lot of appointments, but we see why.',
  'Nobody asked us before what would help.',
  'We would rather have help in the evenings.',
  'It is fair, mostly.',
]
