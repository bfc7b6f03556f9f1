import { stripPlot } from '../../../web/charts/index.ts'
import type { ChartView } from '../../../web/charts/index.ts'
import type { Load } from '../loads/load.ts'

const placesOf = ({ places }: Load): string => [...new Set(places.map(({ team }) => team.name))].join(', ')

const label = (load: Load): string => (load.places.length === 0 ? load.name : `${load.name}, ${placesOf(load)}`)

/** Each worker of a service as a dot by children, beside its threshold; those that `isHere` names are marked. */
export const stripOfService = (
  name: string,
  threshold: number | null,
  loads: readonly Load[],
  isHere: (load: Load) => boolean = () => false,
): ChartView =>
  stripPlot({
    title: `${name}: each dot is a worker, by the children they hold`,
    of: 'Worker',
    counts: 'Children',
    dots: loads.map(load => ({ label: label(load), value: load.children, ...(isHere(load) ? { here: true } : {}) })),
    ...(threshold === null ? {} : { threshold: { label: 'Threshold', value: threshold } }),
  })

/** Each worker of several services as a dot, by how much of what policy allows they hold: one scale for all. */
export const stripOfAll = (loads: readonly Load[]): ChartView =>
  stripPlot({
    title: 'Each dot is a worker, by their load in per cent of what policy allows',
    of: 'Worker',
    counts: 'Per cent of what policy allows',
    dots: loads.flatMap(load =>
      load.allowed === null || load.allowed === 0
        ? []
        : [{ label: label(load), value: Math.round((load.weight / load.allowed) * 100) }],
    ),
    threshold: { label: 'Policy', value: 100 },
  })
