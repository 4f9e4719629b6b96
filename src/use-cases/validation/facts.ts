/** What the circuit's engine is told of people on the day, read from the store. */
import type {
  Absence as AbsenceFact,
  CircuitFacts,
  SubjectFacts,
} from '../../domain/circuit/facts.ts';
import { type Absence, absencesFrom } from '../../store/absences.ts';
import { findActionById } from '../../store/actions.ts';
import type { Db } from '../../store/database.ts';
import { findGroupById } from '../../store/groups.ts';
import { listMandates } from '../../store/mandates.ts';
import type { Pact } from '../../store/pacts.ts';
import { departedIds } from '../../store/people.ts';
import { objectOf } from '../action-access.ts';

export interface RequestSubjectRef {
  readonly subjectKind: 'action' | 'group';
  readonly subjectId: string;
}

interface Day {
  readonly db: Db;
  readonly today: string;
  readonly pact: Pact;
}

/** People as they are today: whoever lost a mandate or left since the request no longer answers. */
export async function circuitFacts(
  day: Day,
  subject: RequestSubjectRef,
  people?: PeopleFacts,
): Promise<CircuitFacts> {
  const { definition } = day.pact;
  return {
    today: day.today,
    calendar: definition.calendar,
    ...(people ?? (await peopleFacts(day))),
    // Suppléances are declared with absences only.
    substitutions: [],
    subject: await subjectFacts(day, subject),
    chains: definition.chains,
  };
}

export type PeopleFacts = Pick<CircuitFacts, 'mandates' | 'absences' | 'departed'>;

/** The same for every request of a day: read once for several. */
export async function peopleFacts({ db, today, pact }: Day): Promise<PeopleFacts> {
  return {
    mandates: await listMandates(db, pact.definition.id),
    absences: (await absencesFrom(db, today)).map(absenceFact),
    departed: await departedIds(db),
  };
}

export function absenceFact(absence: Absence): AbsenceFact {
  const { personId, startsOn: from, endsOn: until, substituteId } = absence;
  return { personId, from, until, substituteId };
}

async function subjectFacts(day: Day, subject: RequestSubjectRef): Promise<SubjectFacts> {
  const action =
    subject.subjectKind === 'action' ? await findActionById(day.db, subject.subjectId) : undefined;
  const groupId = action?.groupId ?? subject.subjectId;
  const group = await findGroupById(day.db, groupId);
  if (!group) throw new Error(`group ${groupId} is referred to but not stored`);
  const { structures, territories } = await objectOf(
    day.db,
    group,
    action?.structures ?? [],
    day.today,
  );
  return { structures: [...new Set(structures)], territories, groupId };
}
