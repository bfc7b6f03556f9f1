import type { SimulatedFamily } from './events.ts'
import type { CountyState } from './state.ts'

export const finish = (state: CountyState): readonly SimulatedFamily[] =>
  state.families.map(({ id, district, children }) => ({
    id,
    district,
    children: children.map(({ id: child, sex, bornOn, expectedOn, isUasc, events }) => ({
      id: child,
      family: id,
      sex,
      bornOn,
      expectedOn,
      isUasc,
      events,
    })),
  }))
