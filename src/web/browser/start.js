// Every page works without this: it makes what is already there easier to use.
import { autosave } from './autosave.js'
import { initAll } from './govuk-frontend.js'
import { initAll as initAllOfMoj } from './moj-frontend.js'

initAll()
initAllOfMoj()
for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)
