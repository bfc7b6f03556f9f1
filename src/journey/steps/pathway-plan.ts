import { date, optional, prose } from '../fields.ts'
import { inForce, months } from '../law.ts'
import { planQuestions } from '../plans/questions.ts'
import { leavingCareStaff } from '../recorders.ts'
import { step, within } from '../step.ts'

export const pathwayPlan = step({
  title: 'Pathway plan',
  family: 'leavingCare',
  basis:
    'Children Act 1989 section 23E; Care Planning Regulations 2010, regulations 42 and 43; Care Leavers Regulations 2010, regulations 5 and 6',
  about:
    'The young person’s own plan into adulthood: home, education and work, money, health, people who matter, and who does what.',
  fields: {
    agreedOn: date('Date the plan was agreed'),
    youngPersonsView: optional(prose('What the young person wants')),
    familysView: planQuestions.familysView,
    plan: planQuestions.plan,
    visitEvery: planQuestions.visitEvery,
    home: optional(prose('Home')),
    educationAndWork: optional(prose('Education, training and work')),
    money: optional(prose('Money')),
    health: optional(prose('Health and wellbeing')),
    peopleWhoMatter: optional(prose('Family, friends and people who matter')),
    actions: optional(prose('Who does what, by when', { retired: true, replacedBy: 'plan' })),
  },
  completedOn: 'agreedOn',
  due: inForce([
    {
      from: '2011-04-01',
      ...within(months(3)).of('eligibility.eligibleOn', 'eligibility.decidedOn'),
      basis:
        'Care Planning Regulations 2010, regulation 42; Care Leavers Regulations 2010, regulation 5: needs assessed within 3 months, the plan as soon as possible after; counted here as one',
    },
  ]),
  outcomes: {
    agreed: { label: 'Agreed', opens: ['pathwayPlan'] },
    revised: { label: 'The plan was revised' },
  },
  within: 'careLeaver',
  may: { record: leavingCareStaff },
  likelyIn: ['careLeaver'],
  tells: (_, outcome) => `Pathway plan ${outcome} with the young person.`,
})
