/** What belongs to a territory or to a structure: everything else is left out of its bilan. */
import { engages } from '../engagement.ts';
import { statusAt } from './actions.ts';
import type { ActionFact, ReviewFacts } from './facts.ts';
import { isInForce } from './groups.ts';
import type { Period, Scope } from './period.ts';

export function within(facts: ReviewFacts, scope: Scope, period: Period): ReviewFacts {
  if (scope.kind === 'pact') return facts;
  const kept =
    scope.kind === 'territory'
      ? onTerritory(facts, scope.code)
      : engaging(facts, scope.code, period);
  const { groups, actions } = kept;
  const groupIds = new Set(groups.map(({ id }) => id));
  const actionIds = new Set(actions.map(({ id }) => id));
  const mandates = facts.mandates.filter((mandate) =>
    mandate.groupId === null
      ? scope.kind === 'territory'
        ? mandate.territory === scope.code
        : mandate.structure === scope.code
      : groupIds.has(mandate.groupId),
  );
  return {
    ...facts,
    ...{ groups, actions, mandates },
    blockers: facts.blockers.filter(({ actionId }) => actionIds.has(actionId)),
    meetings: facts.meetings.filter(({ body, of }) =>
      body === 'workingGroup'
        ? groupIds.has(of)
        : body === 'localCommittee' && scope.kind === 'territory' && of === scope.code,
    ),
    requests: facts.requests.filter(
      ({ subjectId }) => actionIds.has(subjectId) || groupIds.has(subjectId),
    ),
    signatories: facts.signatories.filter(
      ({ structure }) => scope.kind === 'structure' && structure === scope.code,
    ),
    indicators: facts.indicators.filter(({ actionId }) => actionIds.has(actionId)),
    evaluations: facts.evaluations.filter(({ groupId }) => groupIds.has(groupId)),
  };
}

type Kept = Pick<ReviewFacts, 'groups' | 'actions'>;

/** A group of several territories belongs to each of them. */
function onTerritory(facts: ReviewFacts, code: string): Kept {
  const groups = facts.groups.filter(({ territories }) => territories.includes(code));
  const ids = new Set(groups.map(({ id }) => id));
  return { groups, actions: facts.actions.filter(({ groupId }) => ids.has(groupId)) };
}

/** The actions that name the structure at the end of the period, or that its people pilot. */
function engaging(facts: ReviewFacts, code: string, period: Period): Kept {
  const piloted = new Set(
    facts.mandates
      .filter((one) => one.structure === code && one.held && isInForce(one, period.until))
      .flatMap(({ groupId }) => groupId ?? []),
  );
  const isEngaged = (action: ActionFact): boolean => {
    if (statusAt(action, period.before) === null) return false;
    const about = action.classifications.findLast(({ at }) => at < period.before);
    const structures = about?.structures ?? [];
    return engages({ structures, groupId: action.groupId }, code, piloted);
  };
  const actions = facts.actions.filter(isEngaged);
  const groupIds = new Set([...piloted, ...actions.map(({ groupId }) => groupId)]);
  return { groups: facts.groups.filter(({ id }) => groupIds.has(id)), actions };
}
