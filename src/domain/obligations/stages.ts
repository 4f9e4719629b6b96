/** Every stage of every obligation, whether or not it was sent. */

import { mandateEndStages, pactEndStages } from './ends.ts';
import { indicatorCampaignStages } from './indicator-campaign.ts';
import { localCommitteeStages } from './local-committee.ts';
import type { Scene } from './scene.ts';
import { silentActionStages } from './silent-action.ts';
import type { Stage } from './stage.ts';
import { steeringCommitteeStages } from './steering-committee.ts';
import { vacantSeatStages } from './vacant-seat.ts';

/** In the order of their days; none before the bot followed the pact, none beyond the horizon. */
export function stagesOf(scene: Scene): readonly Stage[] {
  const { facts, until } = scene;
  return [
    ...localCommitteeStages(scene),
    ...steeringCommitteeStages(scene),
    ...indicatorCampaignStages(scene),
    ...silentActionStages(scene),
    ...vacantSeatStages(scene),
    ...mandateEndStages(scene),
    ...pactEndStages(scene),
  ]
    .filter(({ plannedOn }) => plannedOn >= facts.trackedFrom && plannedOn <= until)
    .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0));
}
