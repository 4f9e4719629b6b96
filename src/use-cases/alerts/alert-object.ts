/** What an alert is about, as the rights see it. */
import type { ObjectFacts } from '../../domain/rights.ts';
import { findActionById } from '../../store/actions.ts';
import type { Alert } from '../../store/alerts.ts';
import type { Db } from '../../store/database.ts';
import { findGroupById } from '../../store/groups.ts';
import { objectOf } from '../action-access.ts';

export function territoryObject(territory: string): ObjectFacts {
  return { groupId: undefined, territories: [territory], structures: [] };
}

export async function alertObject(
  db: Db,
  { subjectKind, subjectId }: Pick<Alert, 'subjectKind' | 'subjectId'>,
  today: string,
): Promise<ObjectFacts> {
  if (subjectKind === 'territory') return territoryObject(subjectId);
  const action = subjectKind === 'action' ? await findActionById(db, subjectId) : undefined;
  const group = await findGroupById(db, action?.groupId ?? subjectId);
  if (!group) throw new Error(`the alert is about ${subjectId}, which is not stored`);
  return objectOf(db, group, action?.structures ?? [], today);
}
