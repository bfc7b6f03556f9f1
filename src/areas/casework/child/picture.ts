import { abuseCategories, legalStatuses, placementTypes } from '../../../journey/codes/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry, Episode } from '../../../ledger/read.ts'
import { journeyLine } from '../../../web/charts/index.ts'
import type { ChartView, JourneyRow, Span } from '../../../web/charts/index.ts'
import { paths } from '../paths.ts'

/** What each period is called in the picture, where its detail says more than its kind. */
const detailCodes: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  categoryOfAbuse: ['category', abuseCategories],
  legalStatus: ['legalStatus', legalStatuses],
  placement: ['placementType', placementTypes],
}

const wordsOf = ({ pathway }: Rules, episode: Episode): string => {
  const [name, codes] = detailCodes[episode.kind] ?? []
  const code = name === undefined ? undefined : episode.detail[name]
  const said = typeof code === 'string' ? codes?.[code] : undefined
  return said ?? pathway.episodes[episode.kind]?.title ?? episode.kind
}

/** Kinds of period that the picture leaves out: who is allocated stands above, and the category stands on its plan. */
const leftOut = (kind: string) => kind.endsWith('Allocation') || kind === 'categoryOfAbuse'

/** Events that stand as dots: contacts and referrals from the door, and going missing. */
const marked = ['contact', 'referral', 'missing', 'strategyDiscussion', 'initialConference']

/** The picture of a child's journey: a row for each kind of period, and the turning points over them. */
export const pictureOf = (
  rules: Rules,
  child: number,
  { entries, episodes }: { readonly entries: readonly Entry[]; readonly episodes: readonly Episode[] },
  today: CivilDate,
): ChartView => {
  const link = (entry: number) => paths.entry({ child, entry })
  const kinds = Object.keys(rules.pathway.episodes).filter(
    kind => !leftOut(kind) && episodes.some(each => each.kind === kind),
  )
  const span = (episode: Episode): Span => ({
    from: episode.startedOn,
    to: episode.endedOn,
    words: wordsOf(rules, episode),
    link: link(episode.openedBy),
  })
  const marks = entries
    .filter(({ step, happenedOn }) => marked.includes(step) && happenedOn <= today)
    .map(entry => ({
      on: entry.happenedOn,
      words: rules.pathway.steps[entry.step]?.title ?? entry.step,
      link: link(entry.entry),
    }))
    .reverse()
  const rows: readonly JourneyRow[] = [
    ...(marks.length === 0 ? [] : [{ label: 'Turning points', marks }]),
    ...kinds.map(kind => ({
      label: rules.pathway.episodes[kind]?.title ?? kind,
      spans: episodes
        .filter(each => each.kind === kind)
        .map(span)
        .reverse(),
    })),
  ]
  return journeyLine({ title: 'Picture of the journey', rows, today })
}
