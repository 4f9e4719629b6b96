/** The campaign about a year, and the year that people mean when they say none. */
import {
  type Campaign,
  type CampaignStanding,
  campaignOf,
  campaignStanding,
  decisionOf,
  yearMeant,
} from '../../domain/indicators/campaign.ts';
import { lastDay } from '../../domain/pact.ts';
import { longDate } from '../../french/format-date.ts';
import { campaignDecisions, type Evaluation } from '../../store/evaluations.ts';
import { type GroupSheet, readSheets } from '../../use-cases/indicators/read-sheets.ts';
import type { Turn } from '../turn.ts';

export interface CampaignNow extends Campaign {
  readonly standing: CampaignStanding;
}

export async function campaignNow(turn: Turn, year: number): Promise<CampaignNow> {
  const { definition, trackedFrom } = turn.pact;
  const decision = decisionOf(await campaignDecisions(turn.db, definition.id), year);
  return {
    ...campaignOf(definition, year, decision, trackedFrom),
    standing: campaignStanding(definition, year, decision, { today: turn.today, trackedFrom }),
  };
}

/**
 * The year under way in a campaign until it is due, and beyond for the groups that still owe it.
 * @param groups ids; absent: every group
 */
export async function yearFor(turn: Turn, groups?: readonly string[]): Promise<number> {
  const { definition, trackedFrom } = turn.pact;
  const decisions = await campaignDecisions(turn.db, definition.id);
  const day = { today: turn.today, trackedFrom };
  const late = yearMeant(definition, decisions, day, () => true);
  if (late === yearMeant(definition, decisions, day)) return withinPact(turn, late);
  const sheets = await sheetsOf(turn, late, groups);
  const owing = sheets.some(({ evaluation }) => !isAnswered(evaluation));
  return withinPact(
    turn,
    yearMeant(definition, decisions, day, () => owing),
  );
}

/** Once the pact is over, its last year is meant; before it begins, its first. */
function withinPact({ pact: { definition } }: Turn, year: number): number {
  const [first, last] = [definition.startsOn, lastDay(definition)].map((day) =>
    Number(day.slice(0, 4)),
  );
  return Math.max(first ?? year, Math.min(year, last ?? year));
}

export function sheetsOf(
  turn: Turn,
  year: number,
  groups?: readonly string[],
): Promise<readonly GroupSheet[]> {
  return readSheets(turn.db, {
    ...{ pactId: turn.pact.definition.id, year, today: turn.today },
    ...(groups && { groups }),
  });
}

export function isAnswered(evaluation: Evaluation | undefined): boolean {
  return evaluation?.state === 'submitted' || evaluation?.state === 'accepted';
}

/** «Campagne 2026 ouverte : réponses attendues pour le 31 janvier 2027.» */
export function campaignSentence(campaign: CampaignNow, today: string): string {
  const { year, standing, opensOn, dueOn, closesOn } = campaign;
  switch (standing) {
    case 'ahead':
      return `La campagne ${year} ouvrira le ${longDate(opensOn)} : les valeurs s’enregistrent dès maintenant.`;
    case 'untracked':
      return `L’année ${year} n’est pas suivie : seule la chargée de mission en enregistre les valeurs.`;
    case 'closed':
      return `La campagne ${year} est close${closesOn ? ` depuis le ${longDate(closesOn)}` : ''}.`;
    case 'open':
      return today <= dueOn
        ? `La campagne ${year} est ouverte : les évaluations sont attendues pour le ${longDate(dueOn)}.`
        : `La campagne ${year} est ouverte ; les évaluations étaient attendues pour le ${longDate(dueOn)}.`;
  }
}
