import { inCodeOrder } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { adoptedInTheYearRules } from './rules/adopted-in-the-year.ts'
import { adoptionAndEpisodeRules } from './rules/adoption-and-episodes.ts'
import { adoptionDetailRules } from './rules/adoption-details.ts'
import { adoptionLastYearRules } from './rules/adoption-last-year.ts'
import { ageAndPlacementRules } from './rules/ages-and-placements.ts'
import { ageAtStartAndEndRules } from './rules/ages-at-start-and-end.ts'
import { careLeaverEpisodeRules } from './rules/care-leavers-and-episodes.ts'
import { careLeaverRules } from './rules/care-leavers.ts'
import { childRules } from './rules/children.ts'
import { dataWithoutEpisodesRules } from './rules/data-without-episodes.ts'
import { decisionBeforePlacementRules } from './rules/decision-before-placement.ts'
import { decisionAndEpisodeRules } from './rules/decisions-and-episodes.ts'
import { deprivationOfLibertyRules } from './rules/deprivation-of-liberty.ts'
import { distanceAndAuthorityRules } from './rules/distance-and-authority.ts'
import { episodeCodeRules } from './rules/episode-codes.ts'
import { episodeDateRules } from './rules/episode-dates.ts'
import { episodeOrderRules } from './rules/episode-order.ts'
import { healthRules } from './rules/health.ts'
import { internalCheckRules } from './rules/internal-checks.ts'
import { lastYearChildRules } from './rules/last-year-children.ts'
import { lastYearEpisodeRules } from './rules/last-year-episodes.ts'
import { legalStatusRules } from './rules/legal-status.ts'
import { missingAndCareRules } from './rules/missing-and-care.ts'
import { missingRules } from './rules/missing.ts'
import { motherStatusRules } from './rules/mother-status.ts'
import { motherRules } from './rules/mothers.ts'
import { placedForAdoptionRules } from './rules/placed-for-adoption.ts'
import { placementChangeRules } from './rules/placement-changes.ts'
import { placementOrderRules } from './rules/placement-orders.ts'
import { placementProviderRules } from './rules/placement-providers.ts'
import { placementWhereaboutsRules } from './rules/placement-whereabouts.ts'
import { placementRules } from './rules/placements.ts'
import { postcodeRules } from './rules/postcodes.ts'
import { previousPermanenceRules } from './rules/previous-permanence.ts'
import { providerRules } from './rules/providers.ts'
import { pupilNumberRules } from './rules/pupil-numbers.ts'
import { reasonCeasedRules } from './rules/reasons-ceased.ts'
import { reasonForMovingRules } from './rules/reasons-for-moving.ts'
import { reviewRules } from './rules/reviews.ts'
import { socialWorkerDateRules } from './rules/social-worker-dates.ts'
import { socialWorkerRules } from './rules/social-workers.ts'
import { strengthsAndDifficultiesRules } from './rules/strengths-and-difficulties.ts'
import { substanceMisuseRules } from './rules/substance-misuse.ts'
import { unaccompaniedRules } from './rules/unaccompanied-children.ts'
import { unaccompaniedLastYearRules } from './rules/unaccompanied-last-year.ts'
import type { Ssda903 } from './tables.ts'

/** Every version of every rule of the looked-after return that is here, by code. */
export const ssda903Rules: readonly Rule<Ssda903>[] = inCodeOrder([
  ...adoptedInTheYearRules,
  ...adoptionAndEpisodeRules,
  ...adoptionDetailRules,
  ...adoptionLastYearRules,
  ...ageAndPlacementRules,
  ...ageAtStartAndEndRules,
  ...careLeaverEpisodeRules,
  ...careLeaverRules,
  ...childRules,
  ...dataWithoutEpisodesRules,
  ...decisionBeforePlacementRules,
  ...decisionAndEpisodeRules,
  ...deprivationOfLibertyRules,
  ...distanceAndAuthorityRules,
  ...episodeCodeRules,
  ...episodeDateRules,
  ...episodeOrderRules,
  ...healthRules,
  ...internalCheckRules,
  ...lastYearChildRules,
  ...lastYearEpisodeRules,
  ...legalStatusRules,
  ...missingAndCareRules,
  ...missingRules,
  ...motherStatusRules,
  ...motherRules,
  ...placedForAdoptionRules,
  ...placementChangeRules,
  ...placementOrderRules,
  ...placementProviderRules,
  ...placementWhereaboutsRules,
  ...placementRules,
  ...postcodeRules,
  ...previousPermanenceRules,
  ...providerRules,
  ...pupilNumberRules,
  ...reasonCeasedRules,
  ...reasonForMovingRules,
  ...reviewRules,
  ...socialWorkerDateRules,
  ...socialWorkerRules,
  ...strengthsAndDifficultiesRules,
  ...substanceMisuseRules,
  ...unaccompaniedRules,
  ...unaccompaniedLastYearRules,
])
