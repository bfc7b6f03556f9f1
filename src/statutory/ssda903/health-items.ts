import type { Row } from '../table.ts'
import type { ssda903Tables } from './tables.ts'

export type HealthRow = Row<(typeof ssda903Tables)['OC2']>

/** What is asked of every child looked after all through the year. */
export const coreHealthItems = ['IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'] as const

/** What is asked of some of them only: by their age, or where there is a problem of substance misuse. */
export const furtherHealthItems = [
  'CONVICTED',
  'HEALTH_CHECK',
  'INTERVENTION_RECEIVED',
  'INTERVENTION_OFFERED',
] as const

/** What is asked of some or all of them, the questionnaire on strengths and difficulties aside. */
export const healthItems = [
  'CONVICTED',
  'HEALTH_CHECK',
  ...coreHealthItems,
  'INTERVENTION_RECEIVED',
  'INTERVENTION_OFFERED',
] as const

export type HealthItem = (typeof healthItems)[number]

const names: Readonly<Record<HealthItem, string>> = {
  CONVICTED: 'convictions',
  HEALTH_CHECK: 'health promotion',
  IMMUNISATIONS: 'immunisations',
  TEETH_CHECK: 'the teeth check',
  HEALTH_ASSESSMENT: 'the health assessment',
  SUBSTANCE_MISUSE: 'substance misuse',
  INTERVENTION_RECEIVED: 'the intervention received',
  INTERVENTION_OFFERED: 'the intervention offered',
}

/** The items that are filled in, be it with something that is no answer. */
export const filledIn = (row: HealthRow, items: readonly HealthItem[] = healthItems): readonly HealthItem[] =>
  items.filter(item => row[item] !== null)

/** The items that are left blank. */
export const leftBlank = (row: HealthRow, items: readonly HealthItem[] = coreHealthItems): readonly HealthItem[] =>
  items.filter(item => row[item] === null)

/** Items as a sentence names them: `immunisations, the teeth check and substance misuse`. */
export const itemsInWords = (items: readonly HealthItem[]): string => {
  const named = items.map(item => names[item])
  const last = named.at(-1) ?? ''
  return named.length < 2 ? last : `${named.slice(0, -1).join(', ')} and ${last}`
}

/** How the rules read that a child was looked after for twelve months. */
export const allYearAsRead =
  'Looked after for 12 months is who was in care on 1 April, neither left nor came in anew by the end of the year, and had no short breaks in it.'
