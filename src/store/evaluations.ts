/** The evaluation of a group over a year, and the campaigns that ask for them (B:301, B:335). */
import type { Db, Tx } from './database.ts';
import type { CampaignTable, EvaluationTable } from './schema.ts';

export type Evaluation = Readonly<EvaluationTable>;

/** What was decided of a campaign against the calendar of the pact. */
export type CampaignDecision = Readonly<CampaignTable>;

export async function findEvaluation(
  db: Db,
  by: { readonly id: string } | { readonly groupId: string; readonly year: number },
): Promise<Evaluation | undefined> {
  const query = db.selectFrom('evaluation').selectAll();
  return 'id' in by
    ? query.where('id', '=', by.id).executeTakeFirst()
    : query.where('groupId', '=', by.groupId).where('year', '=', by.year).executeTakeFirst();
}

/** Every evaluation of a pact, or those of a year. */
export async function listEvaluations(
  db: Db,
  pactId: string,
  year?: number,
): Promise<readonly Evaluation[]> {
  const query = db.selectFrom('evaluation').selectAll().where('pactId', '=', pactId);
  return (year === undefined ? query : query.where('year', '=', year)).orderBy('year').execute();
}

export async function insertEvaluation(db: Tx, evaluation: Evaluation): Promise<void> {
  await db.insertInto('evaluation').values(evaluation).execute();
}

export async function updateEvaluation(
  db: Tx,
  id: string,
  change: Partial<Omit<EvaluationTable, 'id' | 'pactId' | 'groupId' | 'year'>>,
): Promise<void> {
  await db.updateTable('evaluation').set(change).where('id', '=', id).execute();
}

export async function campaignDecisions(
  db: Db,
  pactId: string,
): Promise<readonly CampaignDecision[]> {
  return db
    .selectFrom('campaign')
    .selectAll()
    .where('pactId', '=', pactId)
    .orderBy('year')
    .execute();
}

export async function saveCampaign(db: Tx, campaign: CampaignDecision): Promise<void> {
  const { pactId: _pact, year: _year, ...change } = campaign;
  await db
    .insertInto('campaign')
    .values(campaign)
    .onConflict((conflict) => conflict.columns(['pactId', 'year']).doUpdateSet(change))
    .execute();
}
