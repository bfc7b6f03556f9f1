import { paths } from '../paths.ts'
import type { Load } from './load.ts'
import type { Part } from './parts.ts'

/** One of the county's figures of caseloads, as these pages count it, with the measure that defines it. */
export type CaseloadFigure = {
  readonly figure: string
  readonly title: string
  readonly value: number | null
  readonly of?: number
  readonly href: string
}

const casesIn = ({ held }: Load, parts: readonly Part[]): number =>
  held.reduce((sum, { part, children }) => sum + (parts.includes(part) ? children : 0), 0)

const caseload: readonly Part[] = ['socialWorker', 'personalAdviser']

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length

const isIn = ({ places }: Load, services: readonly string[]): boolean =>
  places.some(({ team }) => services.includes(team.service))

/** The figures of caseloads by their measures' names, counted from the loads of all workers on a day. */
export const caseloadFigures = (loads: readonly Load[]): readonly CaseloadFigure[] => {
  const holding = (cases: readonly number[]) => cases.filter(each => each > 0)
  const all = holding(loads.map(load => casesIn(load, caseload)))
  const inServices = (services: readonly string[]) =>
    holding(loads.filter(load => isIn(load, services)).map(load => casesIn(load, caseload)))
  const assessment = inServices(['assessment'])
  const protectionAndCare = inServices(['family-safeguarding', 'looked-after'])
  const advisers = holding(loads.map(load => casesIn(load, ['personalAdviser'])))
  const inNeed = holding(
    loads.map(({ held }) => held.reduce((sum, each) => sum + (each.part === 'socialWorker' ? each.inNeed : 0), 0)),
  )
  const figure = (name: string, title: string, value: number | null, of?: number): CaseloadFigure => ({
    figure: name,
    title,
    value,
    href: paths.figure({ figure: name }),
    ...(of === undefined ? {} : { of }),
  })
  const among = (name: string, title: string, cases: readonly number[], holds: (each: number) => boolean) =>
    figure(name, title, cases.filter(holds).length, cases.length)
  return [
    figure('average-caseload', 'Average of social workers and personal advisers', mean(all)),
    figure('cases-per-social-worker', 'Children in need for each social worker', mean(inNeed)),
    figure('personal-adviser-caseload', 'Average of personal advisers', mean(advisers)),
    among('assessment-caseload-25-to-30', 'Assessment workers with 25 to 30', assessment, n => n >= 25 && n <= 30),
    among('assessment-caseload-35-or-more', 'Assessment workers with 35 or more', assessment, n => n >= 35),
    among('assessment-caseload-over-40', 'Assessment workers with over 40', assessment, n => n > 40),
    among(
      'protection-and-care-caseload-over-15',
      'Child protection and looked-after workers with more than 15',
      protectionAndCare,
      n => n > 15,
    ),
    among('personal-adviser-caseload-over-20', 'Personal advisers with more than 20', advisers, n => n > 20),
    figure(
      'personal-adviser-caseload-highest',
      'Highest of a personal adviser',
      advisers.length === 0 ? null : Math.max(...advisers),
    ),
  ]
}
