import { area } from '../../web/index.ts'
import { consultationRoutes } from './consultation.ts'
import { enquiryRoutes } from './enquiry.ts'
import { feedbackRoutes } from './feedback.ts'
import { homeRoutes } from './home.ts'
import { levelRoutes } from './levels.ts'
import { newRequestRoutes } from './new-request/routes.ts'
import { requestRoutes } from './request.ts'
import { signInRoutes } from './sign-in.ts'
import { staffRoutes } from './staff.ts'

/** What people of other organisations send and are asked, what became of it, and what staff see of all organisations. */
export const partners = area({
  name: 'Professionals’ entrance',
  navigation: [],
  routes: [
    ...signInRoutes,
    ...homeRoutes,
    ...requestRoutes,
    ...enquiryRoutes,
    ...levelRoutes,
    ...newRequestRoutes,
    ...consultationRoutes,
    ...feedbackRoutes,
    ...staffRoutes,
  ],
})
