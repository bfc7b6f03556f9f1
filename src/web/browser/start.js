// Every page works without this: it makes what is already there easier to use.
import { autosave } from './autosave.js'
import { initAll } from './govuk-frontend.js'
import { forgetAll, sortKept } from './kept-typing.js'
import { initAll as initAllOfMoj } from './moj-frontend.js'
import { suggestions } from './suggestions.js'

initAll()
initAllOfMoj()
sortKept()
for (const form of document.querySelectorAll('form[action="/sign-out"]')) form.addEventListener('submit', forgetAll)
for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form)
for (const form of document.querySelectorAll('form[data-suggestions]')) suggestions(form)
