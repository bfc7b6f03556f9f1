import { sql } from 'kysely'
import { note } from '../../../access/log.ts'
import { inWords } from '../../../calendar/index.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import { dutiesAbout, episodesAbout, subjectsOf, versionsOf } from '../../../ledger/read.ts'
import { nameInQuery } from '../../../people/index.ts'
import { notFound, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { allocatedTo } from '../child/header.ts'
import { listed } from '../child/home.ts'
import { paths } from '../paths.ts'
import { isVisited, isVisitStep } from './kinds.ts'

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

const namesOf = async ({ database }: Asked, identities: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const { rows } = await sql<{ identity: number; name: string }>`
    select version.identity, ${nameInQuery('version')} as name from identity_version version
    where version.identity = any (${[...identities]}::bigint[]) and version.known_to = 'infinity'`.execute(database.sql)
  return new Map(rows.map(({ identity, name }) => [identity, name.trim() === '' ? 'The child' : name]))
}

/** What whoever recorded a visit should know: that the child is no longer theirs, or that nothing asked for the visit. */
const noticesFor = async (
  asked: Asked,
  identity: number,
  name: string,
  visitedOn: string,
): Promise<readonly string[]> => {
  const { database, context } = asked
  const [allocated, episodes] = await Promise.all([
    allocatedTo(database.sql, context, identity),
    episodesAbout(database.sql, context, identity, { opened: true }),
  ])
  const others = allocated.flatMap(each => (each.name === null ? [] : [each.name]))
  return [
    ...(allocated.some(({ worker }) => worker === context.worker)
      ? []
      : [
          others.length === 0
            ? `${name} is allocated to nobody now. The visit is recorded; tell the manager who decides about ${name}.`
            : `${name} is not allocated to you now. The visit is recorded, and stands in the record that ${listed(others)} work${others.length === 1 ? 's' : ''} with.`,
        ]),
    ...(isVisited(episodes, visitedOn)
      ? []
      : [
          `Nothing was open for ${name} on ${inWords(visitedOn)}: the visit stands in the story, and nothing that was due is met by it.`,
        ]),
  ]
}

/** The other entries of the same visit, from the address: numbers with dots between them. */
const alsoIn = (text: string): readonly number[] =>
  text
    .split('.')
    .slice(0, 12)
    .flatMap(each => (/^[1-9]\d{0,14}$/.test(each) ? [Number(each)] : []))

/** What was recorded, what is due next, and what is worth knowing about it. */
export const showRecorded = async (asked: ForEntry): Promise<Answer> => {
  const { database, rules, context, child, params, query } = asked
  const versions = await Promise.all(
    [params.entry, ...alsoIn(textOf(query.also))].map(lineage => versionsOf(database.sql, context, lineage)),
  )
  const visits = versions.flatMap(([current]) =>
    current === undefined || current.withdrawn || !(isVisitStep(current.step) || current.step === 'plannedVisit')
      ? []
      : [current],
  )
  const [entry] = visits
  if (entry?.entry !== params.entry) return notFound()
  const subjects = await Promise.all(visits.map(each => subjectsOf(database.sql, context, each.entry)))
  const identities = [...new Set(subjects.flat().map(({ identity }) => identity))]
  if (!identities.includes(child)) return notFound()
  await note(
    database.sql,
    context,
    identities
      .filter(identity => identity !== child)
      .map(identity => ({ act: 'visit recorded', answer: 'open' as const, identity })),
  )
  const names = await namesOf(asked, identities)
  const children = await Promise.all(
    identities.map(async identity => {
      const name = names.get(identity) ?? 'The child'
      const [duties, notices] = await Promise.all([
        dutiesAbout(database.sql, context, identity, { opened: true }),
        noticesFor(asked, identity, name, entry.happenedOn),
      ])
      const next = duties.filter(({ step }) => isVisitStep(step)).map(duty => dutyOnPage(rules, duty, context.now))
      return { name, href: paths.child({ child: identity }), notices, next }
    }),
  )
  return page('areas/casework/visits/recorded.njk', {
    title: 'Visit recorded',
    on: entry.happenedOn,
    children,
    entries: visits.map(({ entry: lineage, step, answers }, index) => ({
      text: `${rules.pathway.steps[step]?.title ?? step}${typeof answers.visitOn === 'string' ? ` on ${inWords(answers.visitOn)}` : ''}`,
      names: listed((subjects[index] ?? []).map(({ identity }) => names.get(identity) ?? 'the child')),
      href: paths.entry({ child: subjects[index]?.[0]?.identity ?? child, entry: lineage }),
    })),
    visits: paths.visits(),
    home: paths.home(),
  })
}
