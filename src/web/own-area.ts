import { openWithReason } from '../access/log.ts'
import { roleMatrix } from '../access/role-matrix.ts'
import { notFound, redirect } from './answers.ts'
import { area, route, textOf } from './area.ts'
import { knownChild } from './known-child.ts'
import { wholeNumber } from './path.ts'
import { paths } from './paths.ts'

/** What the shell itself answers: opening a known child's record by saying why. */
export const ownArea = area({
  name: 'The shell',
  navigation: [],
  routes: [
    route({
      method: 'POST',
      path: paths.openWithReason,
      permission: ({ role }) => roleMatrix[role].opensWithReason,
      audit: 'open a record with a reason',
      answer: async asked => {
        const { database, context, form } = asked
        const child = wholeNumber.read(textOf(form.child))
        if (child === undefined) return notFound()
        const reason = textOf(form.reason).slice(0, 1000)
        if (reason === '') return knownChild(asked, child, 'Say why you need to open the record')
        const answer = await openWithReason(database.sql, context, child, reason)
        if (answer === 'open') return redirect(paths.child({ child }))
        return answer === 'known' ? knownChild(asked, child) : notFound()
      },
    }),
  ],
})
