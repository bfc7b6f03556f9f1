import type { Area } from '../../web/area.ts'
import type { Glance } from '../../web/glance.ts'
import { area } from '../../web/index.ts'
import { authorisingRoutes } from './authorising/routes.ts'
import { childRoutes } from './child/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { familyRoutes } from './family/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { absenceRoutes } from './my-work/absences/routes.ts'
import { calendarRoutes } from './my-work/calendar/routes.ts'
import { myWorkRoutes } from './my-work/routes.ts'
import { waitsRoutes } from './my-work/waits/routes.ts'
import { letterRoutes } from './letters/writing/routes.ts'
import { meetingNavigation, meetingRoutes } from './meetings/routes.ts'
import { leavingCareNavigation, leavingCareRoutes } from './leaving-care/routes.ts'
import { paths } from './paths.ts'
import { reachRoutes } from './people/reach-forms.ts'
import { peopleRoutes } from './people/routes.ts'
import { planRoutes } from './plans/routes.ts'
import { recordingRoutes } from './recording/routes.ts'
import { searchNavigation, searchRoutes } from './search/routes.ts'
import { storyRoutes } from './story/routes.ts'
import { visitRoutes, visitsNavigation } from './visits/routes.ts'
import { workNavigation, workRoutes } from './work/routes.ts'

/**
 * Work with one child: the child in a minute, the story, recording, work due, search, and a home for each role. What has
 * moved, with which a director's home begins, another area says.
 */
export const caseworkWith = (whatMoved: Glance | undefined): Area =>
  area({
    name: 'Casework',
    navigation: [
      { text: 'Home', to: paths.home(), permission: () => true },
      ...workNavigation,
      ...meetingNavigation,
      ...visitsNavigation,
      ...leavingCareNavigation,
      ...searchNavigation,
    ],
    routes: [
      ...homeRoutes(whatMoved),
      ...myWorkRoutes,
      ...absenceRoutes,
      ...calendarRoutes,
      ...waitsRoutes,
      ...workRoutes,
      ...searchRoutes,
      ...childRoutes,
      ...planRoutes,
      ...peopleRoutes,
      ...reachRoutes,
      ...familyRoutes,
      ...documentRoutes,
      ...letterRoutes,
      ...meetingRoutes,
      ...storyRoutes,
      ...recordingRoutes,
      ...authorisingRoutes,
      ...visitRoutes,
      ...leavingCareRoutes,
    ],
  })

/** The same by itself. */
export const casework = caseworkWith(undefined)
