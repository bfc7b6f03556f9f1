import { isDeepStrictEqual } from 'node:util'
import type { CivilDate } from '../../calendar/index.ts'
import { inWords } from '../../calendar/index.ts'
import type { CouncilFile } from '../file-schema.ts'
import { nothingChanges, together } from './change.ts'
import type { Change, Compared } from './change.ts'
import { changedLines, clashesWithLeftOut, isNever, leftOutOf, timeInWords } from './dated-lines.ts'
import type { ChangedLine, HowDated, PlacedLine } from './dated-lines.ts'
import type { Comparing, StoredTeam } from './stored.ts'

/** The day of `until` is the first on which a team is no more. */
const teamsAreDated = { lastDayCounts: false }

/** What is said of a team for a time. */
type Said = { readonly name: string; readonly service: string; readonly quadrant: string | null }

const said = ({ name, service, quadrant }: Said): Said => ({ name, service, quadrant })

/** The day from which a team is no more, and where the file says so. */
export type EndOfTeam = {
  readonly team: string
  readonly name: string
  readonly on: CivilDate
  readonly place: string
}

const placeInWords = ({ service, quadrant }: Said, { services, quadrants }: CouncilFile): string => {
  const serviceName = services.find(({ key }) => key === service)?.name ?? service
  const quadrantName = quadrants.find(({ key }) => key === quadrant)?.name ?? quadrant
  return `in ${serviceName}${quadrantName === null ? '' : `, ${quadrantName}`}`
}

const inWordsOf = (
  { before, after }: ChangedLine<Said>,
  file: CouncilFile,
  { earlier, ends }: { readonly earlier: string | undefined; readonly ends: boolean },
): string => {
  const { name } = after.said
  const stands = `“${name}”, ${placeInWords(after.said, file)}, ${timeInWords(after)}`
  if (isNever(after, teamsAreDated))
    return `The team “${(before ?? after).said.name}” from ${inWords(after.from)} is taken back before it begins`
  if (before === undefined)
    return earlier === undefined ? `A new team: ${stands}` : `The team “${earlier}” is then: ${stands}`
  if (!isDeepStrictEqual(before.said, after.said))
    return `The team “${before.said.name}”, which has not begun so: ${stands}`
  if (after.until === null) return `The team “${name}” goes on as it is, with no end`
  const last = inWords(after.until)
  return ends
    ? `The team “${name}” ends: from ${last} it is no more`
    : `The team “${name}” is as it is now until ${last}`
}

const writeLine =
  (key: string, { after }: ChangedLine<Said>, row: StoredTeam | undefined): NonNullable<Change['write']> =>
  async (queries, at) => {
    if (row !== undefined) await queries.updateTable('team').set({ known_to: at }).where('id', '=', row.id).execute()
    // A team that would have begun later never was.
    if (isNever(after, teamsAreDated)) return
    await queries
      .insertInto('team')
      .values({ team: key, ...after.said, started_on: after.from, ended_on: after.until, known_from: at })
      .execute()
  }

/**
 * The days on which a team ends and no line goes on from there: by the lines that change, and those to come of the others,
 * since somebody may have been posted into the team after its end was planned.
 */
const endsOf = (
  team: string,
  lines: readonly PlacedLine<Said>[],
  isAsked: (line: PlacedLine<Said> & { readonly until: CivilDate }) => boolean,
): readonly EndOfTeam[] =>
  lines.flatMap(line => {
    const { until, said: was, place } = line
    if (until === null || !isAsked({ ...line, until })) return []
    const goesOn = lines.some(
      other => !isNever(other, teamsAreDated) && other.from <= until && (other.until === null || other.until > until),
    )
    return goesOn ? [] : [{ team, name: was.name, on: until, place: `${place}.until` }]
  })

const compareTeam = (
  key: string,
  file: CouncilFile,
  { stored }: Comparing,
  how: HowDated,
): Compared & { readonly ends: readonly EndOfTeam[] } => {
  const rows = stored.teams.filter(team => team.key === key)
  const before = rows.map(({ from, until, ...row }) => ({ from, until, said: said(row) }))
  const inFile = file.teams.flatMap((team, index): readonly PlacedLine<Said>[] =>
    team.key === key ? [{ from: team.from, until: team.until, said: said(team), place: `teams[${index}]` }] : [],
  )
  const { changed, faults } = changedLines(before, inFile, how)
  const gone = leftOutOf(before, inFile)
  const stays = gone.map(line => ({ ...line, place: `teams, a line of “${line.said.name}” that the file leaves out` }))
  const ends = endsOf(
    key,
    [...stays, ...inFile],
    line => line.until > how.mayChangeFrom || changed.some(({ after }) => after.from === line.from),
  )
  const earlier = before.at(-1)?.said.name
  return {
    changes: changed.map(line => ({
      words: inWordsOf(line, file, { earlier, ends: ends.some(({ on }) => on === line.after.until) }),
      write: writeLine(
        key,
        line,
        rows.find(({ from }) => from === line.after.from),
      ),
    })),
    faults: [...faults, ...clashesWithLeftOut(before, changed, inFile, how)],
    leftOut: gone.map(line => `the team “${line.said.name}” ${timeInWords(line)}`),
    ends,
  }
}

/** Teams: new ones, other names and places from a day on, and ends. Also the days on which teams end. */
export const compareTeams = (
  file: CouncilFile,
  comparing: Comparing,
): Compared & { readonly ends: readonly EndOfTeam[] } => {
  const how: HowDated = { ...teamsAreDated, mayChangeFrom: comparing.today, why: '' }
  const keys = [...new Set([...comparing.stored.teams, ...file.teams].map(({ key }) => key))]
  const compared = keys.map(key => compareTeam(key, file, comparing, how))
  return { ...nothingChanges, ...together(compared), ends: compared.flatMap(({ ends }) => ends) }
}
