/**
 * The facts of a bilan told again by the journal alone: what the tables say must give the same
 * figures. Names and texts are not in it.
 */
import type { RequestEvent } from '../circuit/events.ts';
import type { PactDefinition } from '../pact.ts';
import { parisDay } from '../paris-time.ts';
import { emptyReplay, type JournalFact, type Replay, replayRow } from '../replay.ts';
import type { ActionStatus, BlockerKind, Role } from '../terms.ts';
import type {
  ActionFact,
  BlockerFact,
  Classification,
  EvaluationFact,
  GroupFact,
  HeldMeeting,
  ReadingFact,
  ReviewFacts,
  SeatMandate,
  SignatoryFact,
} from './facts.ts';
import { IndicatorHistory } from './indicator-history.ts';
import { requestFactOf } from './request-fact.ts';

export type JournalFacts = Omit<ReviewFacts, 'pact' | 'trackedFrom'>;

type Grown<Fact> = { -readonly [Key in keyof Fact]: Fact[Key] };

/** Takes the rows one by one, in order; `factsOf` may be asked for several pacts. */
export class JournalReader {
  readonly #replay: Replay = emptyReplay();
  readonly #groups = new Map<string, GroupFact & { readonly pactId: string }>();
  readonly #actions = new Map<string, Followed>();
  readonly #blockers = new Map<string, Grown<BlockerFact>>();
  readonly #requests = new Map<string, RequestEvent[]>();
  readonly #signatories: (SignatoryFact & { readonly pactId: string })[] = [];
  /** Committees and COPIL belong to the pact that was current when they were first spoken of. */
  readonly #pactOfMeeting = new Map<string, string>();
  #currentPact = '';

  read(row: JournalFact): void {
    replayRow(this.#replay, row);
    if (row.act === 'pact.loaded' && row.payload.current === true)
      this.#currentPact = row.subjectId;
    if (row.act.startsWith('meeting.') && !this.#pactOfMeeting.has(row.subjectId))
      this.#pactOfMeeting.set(row.subjectId, this.#currentPact);
    if (row.act.startsWith('request.')) this.#readRequest(row);
    else this.#readOther(row);
  }

  factsOf(pact: PactDefinition): JournalFacts {
    const groups = byCode([...this.#groups.values()].filter(({ pactId }) => pactId === pact.id));
    const idOf = new Map(groups.map(({ id, code }) => [code, id]));
    const actions = [...this.#actions.values()].filter(({ pactId }) => pactId === pact.id);
    const ids = new Set(actions.map(({ id }) => id));
    const groupIds = new Set(groups.map(({ id }) => id));
    return {
      groups: groups.map(({ pactId: _, ...group }) => group),
      actions: byCode(actions).map(
        ({ pactId: _, indicators: __, group, ...action }): ActionFact => {
          return { ...action, groupId: idOf.get(group) ?? '' };
        },
      ),
      blockers: [...this.#blockers.values()].filter(({ actionId }) => ids.has(actionId)),
      meetings: this.#meetingsOf(pact, idOf),
      mandates: this.#mandatesOf(pact, idOf),
      requests: [...this.#requests.values()].flatMap((events) => {
        const fact = requestFactOf(events, pact.calendar);
        const isOurs = fact && (ids.has(fact.subjectId) || groupIds.has(fact.subjectId));
        return isOurs ? [fact] : [];
      }),
      signatories: this.#signatoriesOf(pact),
      indicators: actions.flatMap(({ indicators }) => indicators.facts),
      readings: this.#readingsOf(ids),
      evaluations: this.#evaluationsOf(pact, idOf),
    };
  }

  #readRequest({ subjectId, payload }: JournalFact): void {
    const event = payload.event as RequestEvent;
    const known = this.#requests.get(subjectId);
    if (known) known.push(event);
    else this.#requests.set(subjectId, [event]);
  }

  #readOther(row: JournalFact): void {
    const { act, subjectId, at, payload } = row;
    const text = (key: string) => payload[key] as string;
    switch (act) {
      case 'group.created':
        this.#groups.set(subjectId, {
          ...{ id: subjectId, code: text('code'), pactId: text('pact'), createdAt: at },
          territories: payload.territories as string[],
          retiredOn: null,
        });
        break;
      case 'action.created':
        this.#actions.set(subjectId, created(row));
        break;
      case 'action.amended':
        this.#actions.get(subjectId)?.classifications.push(classificationOf(row));
        this.#actions.get(subjectId)?.indicators.read(row);
        break;
      case 'action.updated':
      case 'action.updateReverted':
        this.#actions.get(subjectId)?.statuses.push({ at, to: text('to') as ActionStatus });
        break;
      case 'blocker.raised':
        this.#raise(text('blocker'), subjectId, text('kind') as BlockerKind, at);
        break;
      case 'blocker.lifted': {
        const blocker = this.#blockers.get(text('blocker'));
        if (blocker) blocker.liftedAt = at;
        break;
      }
      case 'structure.registered':
      case 'structure.changed':
        if (payload.signatory === true || payload.becomesSignatory === true)
          this.#signatories.push({
            structure: subjectId,
            since: parisDay(at),
            pactId: text('pact'),
          });
        break;
    }
  }

  /** Withdrawing the update that lifted it opens the same blocker again. */
  #raise(id: string, actionId: string, kind: BlockerKind, raisedAt: string): void {
    const known = this.#blockers.get(id);
    if (known) known.liftedAt = null;
    else this.#blockers.set(id, { actionId, kind, raisedAt, liftedAt: null });
  }

  #meetingsOf(pact: PactDefinition, idOf: ReadonlyMap<string, string>): readonly HeldMeeting[] {
    return [...this.#replay.meetings].flatMap(([id, meeting]): HeldMeeting[] => {
      const { state, heldOn, participants, group, territory, ruleCode } = meeting;
      if (state !== 'held' || heldOn === null) return [];
      if (this.#pactOfMeeting.get(id) !== pact.id && group === null) return [];
      const of = group === null ? (territory ?? ruleCode) : idOf.get(group);
      const body = meeting.body as HeldMeeting['body'];
      return of ? [{ body, of, on: heldOn, participants: participants ?? 0 }] : [];
    });
  }

  #mandatesOf(pact: PactDefinition, idOf: ReadonlyMap<string, string>): readonly SeatMandate[] {
    return [...this.#replay.mandates.values()]
      .filter(({ pactId }) => pactId === pact.id)
      .map(({ role, structure, territory, group, startsOn, endsOn, personId }) => ({
        role: role as Role,
        ...{ structure, territory, startsOn, endsOn },
        groupId: group === null ? null : (idOf.get(group) ?? null),
        held: personId !== null,
      }));
  }

  /** Those that nothing replaced and that say something: neither value nor text takes one back. */
  #readingsOf(actions: ReadonlySet<string>): readonly ReadingFact[] {
    const told = [...this.#replay.readings];
    const replaced = new Set(told.map(([, { replaces }]) => replaces));
    return told.flatMap(([id, reading]): ReadingFact[] => {
      const { actionId, indicatorId, year, period, value, hasText, notApplicable } = reading;
      if (replaced.has(id) || !actions.has(actionId) || year === null) return [];
      if (value === null && !hasText) return [];
      const isText = hasText && !notApplicable;
      return [{ indicatorId, year, period, value, hasText: isText, notApplicable }];
    });
  }

  #evaluationsOf(
    { id }: PactDefinition,
    idOf: ReadonlyMap<string, string>,
  ): readonly EvaluationFact[] {
    return [...this.#replay.evaluations.values()]
      .filter(({ pactId }) => pactId === id)
      .flatMap(({ group, year, state }): EvaluationFact[] => {
        const groupId = idOf.get(group);
        if (groupId === undefined || year === null) return [];
        return [{ groupId, year, state: state as EvaluationFact['state'] }];
      });
  }

  #signatoriesOf({ id, startsOn, structures }: PactDefinition): readonly SignatoryFact[] {
    const dated = this.#signatories.filter(({ pactId }) => pactId === id);
    const known = new Set(dated.map(({ structure }) => structure));
    return [
      ...structures
        .filter(({ code, signatory }) => signatory && !known.has(code))
        .map(({ code }) => ({ structure: code, since: startsOn })),
      ...dated.map(({ structure, since }) => ({ structure, since })),
    ].toSorted((a, b) => (a.structure < b.structure ? -1 : 1));
  }
}

interface Followed {
  readonly id: string;
  readonly code: string;
  readonly pactId: string;
  /** Code of the group. */
  readonly group: string;
  readonly createdAt: string;
  readonly statuses: { readonly at: string; readonly to: ActionStatus }[];
  readonly classifications: Classification[];
  readonly indicators: IndicatorHistory;
}

function created(row: JournalFact): Followed {
  const { subjectId, at, payload } = row;
  const indicators = new IndicatorHistory(subjectId);
  indicators.read(row);
  return {
    indicators,
    id: subjectId,
    code: payload.code as string,
    pactId: payload.pact as string,
    group: payload.group as string,
    createdAt: at,
    statuses: [{ at, to: 'project' }],
    classifications: [classificationOf(row)],
  };
}

/** What the rows that create and amend an action say it is about. */
export function classificationOf({
  at,
  payload,
}: Pick<JournalFact, 'at' | 'payload'>): Classification {
  const codes = (key: string) => payload[key] as string[];
  return {
    at,
    axes: codes('axes'),
    themes: codes('themes'),
    audiences: codes('audiences'),
    structures: codes('structures'),
    experimentation: payload.experimentation === true,
  };
}

function byCode<Item extends { readonly code: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
