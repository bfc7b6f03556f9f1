import { planKindOf } from '../plans/kinds.ts'
import { recurrence } from './due.ts'
import type { DutyRow, EpisodeRow, Occurrence, Reckoning, Rules } from './rows.ts'

/** Work that is now due on another day, and work that falls due no more. */
export type Redated = { readonly redated: readonly DutyRow[]; readonly dropped: readonly DutyRow[] }

/** Where a rhythm stands of which nothing is open: at the last time it was done, or at the start of its period. */
const lastDone = ({ duties }: Reckoning, rule: string, { openedBy, startedOn }: EpisodeRow) => {
  const last = duties.findLast(row => row.rule === rule && row.episode === openedBy)
  return last === undefined || last.metBy === null || last.metOn === null
    ? { nth: 0, anchor: openedBy, anchoredOn: startedOn }
    : { nth: last.nth + 1, anchor: last.metBy, anchoredOn: last.metOn }
}

/**
 * Work of a rhythm that is now due on another day: a plan has come to ask for it more or less often, or something has begun
 * that asks for it sooner. Where that comes to lie at an age at which nobody is owed it, it is dropped; what would have come
 * then alone may fall due before.
 */
export const redate = (
  rules: Rules,
  reckoning: Reckoning,
  occurrence: Occurrence,
  opened: readonly EpisodeRow[],
): Redated => {
  const redated: DutyRow[] = []
  const dropped: DutyRow[] = []
  const asksVisits = typeof occurrence.answers.visitEvery === 'number'
  if (!asksVisits && opened.length === 0) return { redated, dropped }
  const kindOfPlan = asksVisits ? planKindOf(occurrence.step, occurrence.answers) : undefined
  for (const episode of reckoning.openEpisodes)
    for (const [name, rhythm] of Object.entries(rules.pathway.episodes[episode.kind]?.rhythms ?? {})) {
      const byPlan = kindOfPlan !== undefined && rhythm.ownPlan === kindOfPlan
      const byWhatBegan = opened.some(({ kind }) => kind === rhythm.soonerWith?.kind)
      if (!byPlan && !byWhatBegan) continue
      const rule = `${episode.kind}.${name}`
      const row = reckoning.openDuties.find(each => each.rule === rule && each.episode === episode.openedBy)
      const at = row ?? lastDone(reckoning, rule, episode)
      const again = recurrence(rules, reckoning, { episode, name, rhythm }, at)
      if (again?.dueOn === row?.dueOn) continue
      // What has begun asks for it sooner and never later, and leaves alone what it does not ask for.
      const isSooner = again?.soonerSince != null && (again.dueOn ?? '9') <= (row?.dueOn ?? '9')
      if (!byPlan && !isSooner) continue
      const instead = again === undefined ? [] : [again]
      if (row === undefined) {
        reckoning.duties.push(...instead)
        reckoning.openDuties.push(...instead)
      } else {
        reckoning.duties.splice(reckoning.duties.indexOf(row), 1, ...instead)
        reckoning.openDuties = reckoning.openDuties.flatMap(each => (each === row ? instead : [each]))
        if (again === undefined) dropped.push(row)
      }
      redated.push(...instead)
    }
  return { redated, dropped }
}
