// Every page works without this: it makes what is already there easier to use.
import { initAll } from './govuk-frontend.js'
import { initAll as initAllOfMoj } from './moj-frontend.js'

initAll()
initAllOfMoj()
