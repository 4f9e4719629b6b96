/** The dates of the pact that a person is to know: meetings, campaigns, windows, ends. */
import { addDays } from '../../domain/days.ts';
import { isGroupAskedIn, yearsOfGroup } from '../../domain/indicators/asked.ts';
import {
  type Campaign,
  type CampaignDecision,
  campaignOf,
  decisionOf,
} from '../../domain/indicators/campaign.ts';
import { lastDay } from '../../domain/pact.ts';
import { steeringWindow } from '../../domain/steering-window.ts';
import { roleLabel } from '../../french/terms.ts';
import { measuredActions } from '../../store/actions.ts';
import { campaignDecisions } from '../../store/evaluations.ts';
import { listGroups } from '../../store/groups.ts';
import { type Mandate, mandatesInForce } from '../../store/mandates.ts';
import { bodyMeetings, type Meeting } from '../../store/meetings.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';

/** Whoever reads: in a turn of the conversation, or by the link of their calendar. */
export type Reader = Pick<Turn, 'db' | 'today' | 'pact' | 'names' | 'actor'> & {
  readonly person: Pick<Turn['person'], 'id'>;
};

/** A day on which something is to be done or ends. */
export interface Term {
  /** The same for as long as the thing exists. */
  readonly id: string;
  /** What its day follows from: the id of a mandate or of the pact. */
  readonly from: string;
  readonly day: string;
  readonly label: string;
  /** Of a mandate that ends. */
  readonly mandate?: Mandate;
}

/** The committees and COPIL that concern the person, those cancelled included, in order. */
export async function meetingsOf(reader: Reader): Promise<readonly Meeting[]> {
  const places = placesOf(reader);
  const everywhere = places.size === 0 || isProgrammeOfficer(reader);
  return (await bodyMeetings(reader.db, reader.pact.definition.id)).filter(
    ({ territory }) => territory === null || everywhere || places.has(territory),
  );
}

/** The territories of the person's mandates; none: those of the whole pact. */
export function placesOf({ actor, names }: Pick<Reader, 'actor' | 'names'>): ReadonlySet<string> {
  return new Set(
    actor.mandates.flatMap(({ territory, groupId }) => [
      ...(territory === null ? [] : [territory]),
      ...(names.groupsById.get(groupId ?? '')?.territories ?? []),
    ]),
  );
}

/** Every term that the person is to know, past ones included, in the order of their days. */
export async function termsOf(reader: Reader): Promise<readonly Term[]> {
  const { pact } = reader;
  if (pact.closedAt !== null) return [];
  const end = lastDay(pact.definition);
  const { id } = pact.definition;
  return [
    ...(await campaignTerms(reader)),
    ...(await windowTerms(reader)),
    ...(await mandateTerms(reader)),
    { id: `pact-${id}-end`, from: id, day: end, label: 'Fin du pacte' },
  ].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** Of the yearly campaigns, to whoever answers them and to the chargée de mission. */
async function campaignTerms(reader: Reader): Promise<readonly Term[]> {
  const { definition, trackedFrom } = reader.pact;
  const isAsked = await yearsAnswered(reader);
  const decisions = await campaignDecisions(reader.db, definition.id);
  return campaignYears(reader.pact, decisions)
    .filter(isAsked)
    .flatMap((year) =>
      termsOfCampaign(
        definition.id,
        campaignOf(definition, year, decisionOf(decisions, year), trackedFrom),
      ),
    );
}

/** The years that the bot follows, if the pact reminds of them, and those opened by hand. */
function campaignYears(
  { definition, trackedFrom }: Reader['pact'],
  decisions: readonly CampaignDecision[],
): readonly number[] {
  const { opening, due } = definition.reminders.indicatorCampaign;
  const from = definition.startsOn > trackedFrom ? definition.startsOn : trackedFrom;
  const [first, last] = [Number(from.slice(0, 4)), Number(lastDay(definition).slice(0, 4))];
  const length = opening.length + due.length === 0 ? 0 : Math.max(0, last - first + 1);
  return [
    ...new Set([
      ...decisions.filter(({ openedAt }) => openedAt !== null).map(({ year }) => year),
      ...Array.from({ length }, (_, index) => first + index),
    ]),
  ];
}

/** What the chargée de mission decided against the calendar moves them. */
function termsOfCampaign(pactId: string, campaign: Campaign): readonly Term[] {
  const { year, opensOn, reopenedOn, dueOn } = campaign;
  const term = (what: string, day: string, label: string): Term => ({
    ...{ id: `campaign-${pactId}-${year}-${what}`, from: pactId, day },
    label: `Indicateurs ${year} : ${label}`,
  });
  return [
    term('opening', opensOn, 'ouverture de la campagne'),
    ...(reopenedOn === null ? [] : [term('reopening', reopenedOn, 'réouverture de la campagne')]),
    term('due', dueOn, 'dernier jour pour répondre'),
  ];
}

/** The years that the groups piloted are asked about; the chargée de mission is told of all. */
async function yearsAnswered(reader: Reader): Promise<(year: number) => boolean> {
  if (isProgrammeOfficer(reader)) return () => true;
  const { id } = reader.pact.definition;
  const piloted = reader.actor.mandates.flatMap(({ role, groupId }) =>
    (role === 'pilot' || role === 'coPilot') && groupId !== null ? groupId : [],
  );
  if (piloted.length === 0) return () => false;
  const standing = (await listGroups(reader.db, id)).filter(
    (group) => piloted.includes(group.id) && group.retiredOn === null,
  );
  const groups = standing.map((group) => group.id);
  const years = yearsOfGroup(await measuredActions(reader.db, id, groups));
  return (year) => isGroupAskedIn(years, year);
}

/** Of the COPIL that have no date yet, to the chargée de mission, who plans them. */
async function windowTerms(reader: Reader): Promise<readonly Term[]> {
  if (!isProgrammeOfficer(reader)) return [];
  const { definition, trackedFrom } = reader.pact;
  const standing = new Set(
    (await bodyMeetings(reader.db, definition.id))
      .filter(({ state }) => state !== 'cancelled')
      .map(({ ruleCode }) => ruleCode),
  );
  return definition.bodies.steeringCommittee
    .filter(({ code, retiredOn }) => !retiredOn && !standing.has(code))
    .flatMap((rule) => {
      const window = steeringWindow(rule, definition, lastDay(definition));
      if (window.until < trackedFrom) return [];
      const { code, label } = rule;
      const id = `steering-${definition.id}-${code}`;
      return [
        {
          ...{ id: `${id}-opening`, from: definition.id, day: window.from },
          label: `${label} : début de la période prévue`,
        },
        {
          ...{ id: `${id}-closing`, from: definition.id, day: window.until },
          label: `${label} : fin de la période prévue`,
        },
      ];
    });
}

/** One's own mandates that end; everybody's for the chargée de mission. */
async function mandateTerms(reader: Reader): Promise<readonly Term[]> {
  const { db, pact, person, today } = reader;
  const officer = isProgrammeOfficer(reader);
  return (await mandatesInForce(db, pact.definition.id, today)).flatMap((mandate) => {
    const { id, endsOn, personId, role } = mandate;
    const own = personId === person.id;
    if (endsOn === null || personId === null || !(own || officer)) return [];
    const label = `${own ? 'Fin de votre mandat' : 'Fin de mandat'} (${roleLabel(role)})`;
    return [{ id: `mandate-${id}-end`, from: id, day: endsOn, label, mandate }];
  });
}

/** How long past dates stay in a calendar. */
const daysKept = 365;

export function isKept(day: string, today: string): boolean {
  return day >= addDays(today, -daysKept);
}
