import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testDatabase } from '../../../store/testing.ts'
import { contextOf, smallCouncil } from '../testing.ts'
import { saveMinutes } from './minutes-saves.ts'

const database = await testDatabase()
await smallCouncil(database)
after(() => database.close())
const contexts = [await contextOf(database, 'businessSupport'), await contextOf(database, 'conferenceChair')] as const

const newMeeting = async (): Promise<number> => {
  const { meeting } = await database.sql
    .insertInto('meeting')
    .values({
      kind: 'initialConference',
      starts_at: '2020-12-10T10:00:00.000Z',
      minutes: 60,
      manner: 'inPerson',
      called_at: '2020-12-01T10:00:00.000Z',
    })
    .returning('meeting')
    .executeTakeFirstOrThrow()
  return meeting
}

const first = 'Present: family and school.'
const send = (who: 0 | 1, meeting: number, words: string, version: number, page = '') =>
  saveMinutes({ database }, contexts[who], meeting, { version, page, words, first, toChair: false })
const versionOf = async (meeting: number): Promise<number> =>
  (await database.sql.selectFrom('meeting_minutes').select('version').where('meeting', '=', meeting).executeTakeFirst())
    ?.version ?? 0
const everything = async (meeting: number): Promise<string> =>
  JSON.stringify(
    (
      await sql`select words, sent from meeting_minutes_version where meeting = ${meeting}
        union all select words, null from meeting_minutes where meeting = ${meeting}`.execute(database.sql)
    ).rows,
  )

test('two who write minutes are joined line by line; two readings of one line stand side by side', async () => {
  const meeting = await newMeeting()
  assert.equal((await send(0, meeting, `${first}\n\nThe mother spoke.`, 0)).kept, 'alone')
  const joined = await send(1, meeting, `${first}\n\nThe school spoke.`, 0)
  assert.ok(joined.kept === 'joined')
  assert.equal(joined.with, 'businessSupport Tester')
  assert.match(joined.words, /The mother spoke\.[^]*The school spoke\./)
  assert.equal((await send(0, meeting, 'Present: the family.', 2)).kept, 'alone')
  assert.equal((await send(1, meeting, 'Present: nobody.', 2)).kept, 'aside')
  assert.match(await everything(meeting), /Present: nobody\./, 'what was set aside is kept')
})

test('an answer that was lost is no other person', async () => {
  const meeting = await newMeeting()
  await send(0, meeting, 'One.', 0, 'abcdef0123456789')
  const again = await send(0, meeting, 'One. Two.', 0, 'abcdef0123456789')
  assert.ok(again.kept === 'alone')
  assert.equal(again.words, 'One. Two.')
})

test('minutes that are with the chair keep beside them what came too late', async () => {
  const meeting = await newMeeting()
  await saveMinutes({ database }, contexts[0], meeting, { version: 0, page: '', words: 'Done.', first, toChair: true })
  assert.deepEqual(await send(1, meeting, 'Too late.', 1), { kept: 'tooLate' })
  assert.match(await everything(meeting), /Too late\./)
})

test('no word of two who write minutes is lost, whoever saves when and whatever answer is lost', async () => {
  const act = fc.record({ who: fc.constantFrom(0 as const, 1 as const), saves: fc.boolean(), heard: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async acts => {
      const meeting = await newMeeting()
      const pages = [0, 1].map(who => ({ words: first, version: 0, name: `${who}0000000`, turn: 0 }))
      const typed: string[] = []
      for (const [place, { who, saves, heard }] of acts.entries()) {
        const page = pages[who]
        if (page === undefined) continue
        if (!saves) {
          typed.push(`w${place}of${who}.`)
          page.words += `\n\n${typed.at(-1) ?? ''}`
          continue
        }
        const saved = await send(who, meeting, page.words, page.version, `${page.name}${page.turn}`)
        if (!heard || !('words' in saved)) continue
        page.turn += 1
        page.words = saved.words
        page.version = await versionOf(meeting)
      }
      const kept = (await everything(meeting)) + JSON.stringify(pages)
      for (const word of typed) assert.ok(kept.includes(word), `${word} is nowhere`)
    }),
    { numRuns: 40 },
  )
})
