/** The state of a group's evaluation: begun, submitted, accepted, or back to be mended. */
import {
  type Evaluation,
  findEvaluation,
  insertEvaluation,
  updateEvaluation,
} from '../../store/evaluations.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import type { EvaluationState } from '../../store/schema.ts';
import { type Context, journal } from '../context.ts';
import { mayCorrect } from './may-correct.ts';

/** A first value begins it; a pilot's correction of what was accepted must be submitted again. */
export async function openEvaluation(
  context: Context,
  group: WorkingGroup,
  year: number,
  known: Evaluation | undefined,
): Promise<Evaluation> {
  if (!known) return begin(context, group, year);
  if (known.state === 'accepted' && !mayCorrect(context, group))
    return changeState(context, known, 'draft');
  return known;
}

async function begin(context: Context, group: WorkingGroup, year: number): Promise<Evaluation> {
  const evaluation: Evaluation = {
    id: context.newId(),
    pactId: group.pactId,
    groupId: group.id,
    year,
    state: 'draft',
    startedAt: context.now,
    submittedAt: null,
    submittedBy: null,
    acceptedAt: null,
    reopenedAt: null,
  };
  await insertEvaluation(context.db, evaluation);
  await journal(context, {
    act: 'evaluation.started',
    subjectKind: 'evaluation',
    subjectId: evaluation.id,
    payload: { group: group.code, pact: group.pactId, year },
  });
  return evaluation;
}

/** The group's evaluation of a year; begun when nothing was said yet. */
export async function evaluationOf(
  context: Context,
  group: WorkingGroup,
  year: number,
): Promise<Evaluation> {
  const known = await findEvaluation(context.db, { groupId: group.id, year });
  return known ?? begin(context, group, year);
}

/** @param by who submits it, when that is the change */
export async function changeState(
  context: Context,
  evaluation: Evaluation,
  state: EvaluationState,
  by: string | null = context.actor.personId,
): Promise<Evaluation> {
  const change = {
    state,
    ...(state === 'submitted' && { submittedAt: context.now, submittedBy: by }),
    ...(state === 'accepted' && {
      acceptedAt: context.now,
      ...(evaluation.submittedAt === null && { submittedAt: context.now, submittedBy: by }),
    }),
    ...((state === 'toAmend' || state === 'draft') && { reopenedAt: context.now }),
  };
  await updateEvaluation(context.db, evaluation.id, change);
  await journal(context, {
    act: `evaluation.${acts[state]}`,
    subjectKind: 'evaluation',
    subjectId: evaluation.id,
    payload: state === 'submitted' || state === 'accepted' ? { submittedBy: by } : {},
  });
  return { ...evaluation, ...change };
}

const acts: Readonly<Record<EvaluationState, string>> = {
  draft: 'reopened',
  submitted: 'submitted',
  accepted: 'accepted',
  toAmend: 'returned',
};
