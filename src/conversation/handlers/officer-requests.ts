/** What the chargée de mission does to a request: reassign, cancel, decide in place (SPEC §6). */
import type { DecisionKind } from '../../domain/circuit/events.ts';
import { count } from '../../french/plural.ts';
import { findRequest, openRequests } from '../../store/requests.ts';
import { actOnRequest } from '../../use-cases/validation/act-on-request.ts';
import { answer, button, item, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, FormValues } from '../form.ts';
import type { RequestAct } from '../grammar/command.ts';
import { refusalAnswer } from '../refusals.ts';
import type { RequestView } from '../requests/request-view.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { aboutRequest, answered, refusedForm } from './answer-request.ts';
import { one } from './form-values.ts';
import { chosenPerson, personField } from './person-field.ts';
import { requestItem, viewOf } from './requests.ts';

type Params = Readonly<Record<string, string>>;

const formOf = {
  reassign: 'reassignRequest',
  cancelRequest: 'cancelRequest',
  decideFor: 'decideFor',
} as const;

const shown = 10;

export async function handleRequestAct(turn: Turn, act: RequestAct): Promise<Answer> {
  if (!isProgrammeOfficer(turn))
    return refusalAnswer(turn, { kind: 'notAllowed', act: 'managePeople' });
  if (act.request) return openOfficerForm(turn, formOf[act.kind], { request: act.request });
  const open = await openRequests(turn.db);
  if (open.length === 0) return sentence('Aucune demande en cours.');
  const views: RequestView[] = [];
  for (const request of open.slice(0, shown)) views.push(await viewOf(turn, request));
  const title = count(open.length, 'demande en cours', 'demandes en cours');
  return answer({
    summary: `${title}.`,
    title,
    blocks: [
      ...views.map((view) => requestItem(view, turn.today)),
      ...(open.length > shown
        ? [item([`Et ${open.length - shown} de plus.`], button('Voir tout', say('demandes')))]
        : []),
    ],
  });
}

export async function openOfficerForm(
  turn: Turn,
  name: (typeof formOf)[keyof typeof formOf],
  params: Params,
): Promise<Answer> {
  const request = await findRequest(turn.db, { code: params.request ?? '' });
  if (!request)
    return refusalAnswer(turn, { kind: 'notFound', what: 'request', id: params.request ?? '' });
  const view = await viewOf(turn, request);
  if (view.standing !== 'open') return sentence(view.outcomeWords);
  const seats = seatField(view);
  if (!seats && name !== 'cancelRequest')
    return sentence(
      'Aucune réponse n’est attendue : la demande est revenue à la personne qui l’a faite, pour modification.',
    );
  const about = aboutRequest(view);
  const shared = {
    name,
    state: { request: view.code, version: String(view.version), step: openStepOf(view) },
  };
  switch (name) {
    case 'cancelRequest':
      return {
        kind: 'form',
        form: {
          ...shared,
          title: 'Annuler la demande',
          submit: 'Annuler la demande',
          fields: [about, reason('Raison', true)],
        },
      };
    case 'reassignRequest':
      return {
        kind: 'form',
        form: {
          ...shared,
          title: 'Réattribuer la réponse',
          submit: 'Réattribuer',
          fields: [
            about,
            ...(seats ? [seats] : []),
            personField(turn, 'person', 'Qui répondra'),
            reason('Raison', false),
          ],
        },
      };
    case 'decideFor':
      return {
        kind: 'form',
        form: {
          ...shared,
          title: 'Décider à la place',
          submit: 'Enregistrer',
          fields: [
            about,
            {
              kind: 'note',
              text: 'À la place d’une personne absente, d’un siège vacant ou d’une réponse en retard.',
            },
            ...(seats ? [seats] : []),
            {
              kind: 'choice',
              name: 'decision',
              label: 'Décision',
              required: true,
              choices: decisions,
            },
            reason('Raison', true),
          ],
        },
      };
  }
}

const decisions: readonly Choice[] = [
  { value: 'approve', label: 'Approuver' },
  { value: 'refuse', label: 'Refuser' },
  { value: 'askForChanges', label: 'Demander des modifications' },
];

function openStepOf(view: RequestView): string {
  return view.steps.find((step) => step.standing === 'open')?.code ?? '';
}

function seatField(view: RequestView): Field | undefined {
  const step = view.steps.find((one) => one.standing === 'open');
  const waiting = step?.seats.filter(
    (seat) =>
      seat.standing === 'asked' || seat.standing === 'internal' || seat.standing === 'vacant',
  );
  if (!waiting || waiting.length === 0) return undefined;
  const [first] = waiting;
  return {
    kind: 'choice',
    name: 'seat',
    label: 'Siège',
    required: true,
    choices: waiting.map((seat) => ({
      value: seat.id,
      label: seat.names.length > 0 ? `${seat.label} (${seat.names.join(', ')})` : seat.label,
    })),
    ...(first && waiting.length === 1 && { value: first.id }),
  };
}

function reason(label: string, required: boolean): Field {
  return { kind: 'text', name: 'text', label, required, multiline: true, maxLength: 1000 };
}

export async function submitOfficerCancel(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const code = state.request ?? '';
  const text = one(values.text);
  if (!text) return { kind: 'fieldErrors', errors: { text: 'Indiquez la raison.' } };
  const result = await actOnRequest(turn, {
    request: code,
    text,
    contactsConfirmed: turn.contactsConfirmed,
    act: (by, textId) => ({ kind: 'cancel', by, textId }),
  });
  return result.ok ? answered(turn, code) : refusedForm(turn, code, result.refusal, 'text');
}

export async function submitReassign(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const code = state.request ?? '';
  const person = chosenPerson(turn, one(values.person));
  const seat = one(values.seat);
  if (!person)
    return { kind: 'fieldErrors', errors: { person: 'Choisissez une personne de l’annuaire.' } };
  if (!seat) return { kind: 'fieldErrors', errors: { seat: 'Choisissez un siège.' } };
  const result = await actOnRequest(turn, {
    request: code,
    text: one(values.text),
    contactsConfirmed: turn.contactsConfirmed,
    act: (by, textId) => ({
      kind: 'reassign',
      by,
      step: state.step ?? '',
      seat,
      to: person.id,
      textId,
    }),
  });
  return result.ok ? answered(turn, code) : refusedForm(turn, code, result.refusal, 'person');
}

export async function submitDecideFor(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const code = state.request ?? '';
  const seat = one(values.seat);
  const decision = one(values.decision);
  if (!seat) return { kind: 'fieldErrors', errors: { seat: 'Choisissez un siège.' } };
  if (!decisions.some((choice) => choice.value === decision))
    return { kind: 'fieldErrors', errors: { decision: 'Choisissez une décision.' } };
  const result = await actOnRequest(turn, {
    request: code,
    text: one(values.text),
    contactsConfirmed: turn.contactsConfirmed,
    act: (by, textId) => ({
      kind: 'decideFor',
      by,
      step: state.step ?? '',
      version: Number(state.version),
      seat,
      decision: decision as DecisionKind,
      reasonId: textId,
    }),
  });
  return result.ok ? answered(turn, code) : refusedForm(turn, code, result.refusal, 'text');
}
