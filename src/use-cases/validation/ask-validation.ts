/** Asks for a validation: the circuit starts, the first people are asked (SPEC §6). */
import { createHash } from 'node:crypto';
import { askRequest } from '../../domain/circuit/ask.ts';
import { foldText } from '../../domain/fold.ts';
import type { Circuit } from '../../domain/pact.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { type Action, indicatorsOf } from '../../store/actions.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { currentReadings } from '../../store/readings.ts';
import {
  insertRequest,
  type RequestEffect,
  requestsAbout,
  type ValidationRequest,
} from '../../store/requests.ts';
import type { SavedText } from '../../store/texts.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../refusal.ts';
import { circuitFacts } from './facts.ts';
import { type Recorded, recordEvents } from './record-events.ts';

export type AskSubject =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'group'; readonly group: WorkingGroup };

export interface AskedValidation extends Recorded {
  readonly request: ValidationRequest;
}

/** Rights on the subject are checked by who calls: declaring, demanding, changing a pilot. */
export async function startCircuit(
  context: Context,
  input: {
    circuit: Circuit;
    subject: AskSubject;
    effect: RequestEffect;
    text?: SavedText | undefined;
  },
): Promise<Result<AskedValidation, Refusal>> {
  const { circuit, subject, effect, text } = input;
  const requesterId = context.actor.personId;
  if (requesterId === null) throw new Error('a request is asked by a person');
  const subjectId = subject.kind === 'action' ? subject.action.id : subject.group.id;
  const open = await openRequestAbout(context, circuit, subjectId);
  const facts = await circuitFacts(context, { subjectKind: subject.kind, subjectId });
  const id = context.newId();
  const asked = askRequest(
    {
      requestId: id,
      requester: requesterId,
      circuit,
      subject: { kind: subject.kind, id: subjectId },
      shown: await shownFields(context, subject, effect),
      textId: text?.id ?? null,
      openRequest: open?.code ?? null,
    },
    facts,
    context.now,
  );
  if (!asked.ok)
    return refused(
      asked.refusal.kind === 'alreadyOpen'
        ? { kind: 'requestOpen', request: asked.refusal.request }
        : { kind: 'circuitOff', circuit: circuit.label },
    );
  const request = await insertRequest(context.db, {
    id,
    pactId: subject.kind === 'action' ? subject.action.pactId : subject.group.pactId,
    circuit: circuit.code,
    subjectKind: subject.kind,
    subjectId,
    requesterId,
    effect,
    askedAt: context.now,
  });
  const recorded = await recordEvents(
    context,
    request,
    facts,
    asked.value,
    text ? [text.hash] : [],
  );
  return done({ ...recorded, request });
}

export async function openRequestAbout(
  context: Pick<Context, 'db'>,
  circuit: Circuit,
  subjectId: string,
): Promise<ValidationRequest | undefined> {
  const about = await requestsAbout(context.db, subjectId);
  return about.find((one) => one.state === 'open' && one.circuit === circuit.code);
}

/** What the people asked will see: a hash of it makes the version of the request. */
export async function shownFields(
  context: Context,
  subject: AskSubject,
  effect: RequestEffect,
): Promise<string> {
  const fields =
    subject.kind === 'action'
      ? await actionFields(context, subject.action)
      : { code: subject.group.code, title: subject.group.title };
  const values = effect.kind === 'evaluation' ? await shownValues(context, subject, effect) : [];
  return createHash('sha256')
    .update(JSON.stringify([fields, effect, ...values]))
    .digest('hex');
}

/** The readings of the year: correcting one makes another version of the request. */
async function shownValues(
  context: Context,
  subject: AskSubject,
  { year }: Extract<RequestEffect, { kind: 'evaluation' }>,
): Promise<readonly string[]> {
  const group = subject.kind === 'group' ? subject.group : undefined;
  if (!group) throw new Error('an evaluation is that of a group');
  const of = { pactId: group.pactId, groups: [group.id], years: [year] };
  return (await currentReadings(context.db, of)).map(({ id }) => id).sort();
}

async function actionFields(context: Context, action: Action) {
  const { code, title, objectives, means, deliverables, axes, themes, audiences, structures } =
    action;
  const indicators = (await indicatorsOf(context.db, [action.id])).map(({ label }) => label);
  return {
    code,
    title,
    objectives,
    means,
    deliverables,
    axes,
    themes,
    audiences,
    structures,
    indicators,
  };
}

/** A circuit of the current pact, by its code. */
export function findCircuit(context: Pick<Context, 'pact'>, code: string): Circuit | undefined {
  const wanted = foldText(code);
  return context.pact.definition.circuits.find((circuit) => foldText(circuit.code) === wanted);
}

/** The circuit that a kind of change starts, when the pact has one and it is not switched off. */
export function circuitFor(
  context: Pick<Context, 'pact'>,
  subject: Circuit['subject'],
): Circuit | undefined {
  return context.pact.definition.circuits.find(
    (circuit) => circuit.subject === subject && circuit.enabled && !circuit.retiredOn,
  );
}
