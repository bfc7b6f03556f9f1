export { establish, occupantOn } from './establishment.ts'
export type { Establishment } from './establishment.ts'
export {
  holdingServices,
  partsOf,
  quadrantsOf,
  restructuredOn,
  services,
  teamKeys,
  teamSpells,
} from './organisation.ts'
export type { HoldingService, Quadrant, ServiceKey, TeamSpell } from './organisation.ts'
export type { Appointment, Post, Roster, Worker } from './roster.ts'
export { fillSeat } from './seats.ts'
export type { Occupant, Seat } from './seats.ts'
