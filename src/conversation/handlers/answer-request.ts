/** The answers to a request: one click, or a form when the answer needs words (SPEC §6). */
import { z } from 'zod';
import type { DecisionKind } from '../../domain/circuit/events.ts';
import { addDays } from '../../domain/days.ts';
import { count } from '../../french/plural.ts';
import { findRequest } from '../../store/requests.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { actOnRequest, shownNow } from '../../use-cases/validation/act-on-request.ts';
import { rewrite, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { circuitRefusalSentence } from '../requests/circuit-refusals.ts';
import { type Reader, requestCard } from '../requests/request-card.ts';
import type { RequestView } from '../requests/request-view.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { viewOf } from './requests.ts';

type Params = Readonly<Record<string, string>>;

/** What a button or a form was drawn on: the answer is bound to it. */
const shownSchema = z.object({
  request: z.string(),
  step: z.string(),
  version: z.coerce.number().int(),
});
type Shown = z.infer<typeof shownSchema>;

function readShown(value: unknown): Shown | undefined {
  return shownSchema.safeParse(value).data;
}

function parseShown(id: string): Shown | undefined {
  try {
    return readShown(JSON.parse(id));
  } catch {
    return undefined;
  }
}

export async function pressApprove(turn: Turn, id: string): Promise<Answer> {
  const shown = parseShown(id);
  if (!shown) return stale();
  const { request, step, version } = shown;
  const result = await actOnRequest(turn, {
    request,
    act: (by, textId) => ({ kind: 'answer', by, step, version, decision: 'approve', textId }),
  });
  return result.ok ? answered(turn, request) : refusedCard(turn, request, result.refusal);
}

export async function pressPass(turn: Turn, id: string): Promise<Answer> {
  const shown = parseShown(id);
  if (!shown) return stale();
  const { request, step, version } = shown;
  const result = await actOnRequest(turn, {
    request,
    act: (by) => ({ kind: 'passToSubstitute', by, step, version }),
  });
  return result.ok ? answered(turn, request) : refusedCard(turn, request, result.refusal);
}

export async function pressCancelRequest(turn: Turn, code: string): Promise<Answer> {
  const result = await actOnRequest(turn, {
    request: code,
    act: (by, textId) => ({ kind: 'cancel', by, textId }),
  });
  return result.ok ? answered(turn, code) : refusedCard(turn, code, result.refusal);
}

/** The card whose button was pressed, or opened the form, then says what is true now. */
export async function answered(turn: Turn, code: string): Promise<Answer> {
  turn.outcome.saved = true;
  const card = await currentCard(turn, code);
  return card ? rewrite(card) : stale();
}

/**
 * A late or second click changes nothing and is told the truth, on the card as it is now. In a
 * direct conversation the card that was pressed becomes it; in a channel it belongs to others too.
 */
async function refusedCard(turn: Turn, code: string, refusal: Refusal): Promise<Answer> {
  if (refusal.kind !== 'circuit') return refusalAnswer(turn, refusal);
  const card = await currentCard(turn, code);
  const words = circuitRefusalSentence(refusal.refusal, code, turn.names, turn.today);
  if (!card) return refusalAnswer(turn, refusal);
  return {
    kind: 'card',
    card: {
      ...card,
      summary: words,
      blocks: [{ kind: 'text', text: [{ bold: words }] }, ...card.blocks],
    },
    ...(turn.inbound.place.kind === 'direct' && { replaces: true }),
  };
}

async function currentCard(turn: Turn, code: string) {
  const request = await findRequest(turn.db, { code });
  return request && requestCard(await viewOf(turn, request), readerOf(turn));
}

/** In a channel, the chargée de mission's card is the one that everybody there reads. */
function readerOf(turn: Turn): Reader {
  return turn.inbound.place.kind === 'channel' && isProgrammeOfficer(turn)
    ? { today: turn.today }
    : { personId: turn.person.id, today: turn.today };
}

function stale(): Answer {
  return sentence(
    'Cette demande n’existe plus ici : rien n’a changé. Voyez la liste avec « demandes ».',
  );
}

const decisionForms: Readonly<
  Record<Exclude<DecisionKind, 'approve'>, { title: string; label: string; submit: string }>
> = {
  approveWithReservations: {
    title: 'Approuver avec réserves',
    label: 'Vos réserves',
    submit: 'Approuver',
  },
  askForChanges: {
    title: 'Modifications à demander',
    label: 'Ce qui est à modifier',
    submit: 'Envoyer',
  },
  refuse: {
    title: 'Refuser la demande',
    label: 'Motif du refus',
    submit: 'Confirmer le refus',
  },
};

function isDecision(value: string | undefined): value is keyof typeof decisionForms {
  return value !== undefined && Object.hasOwn(decisionForms, value);
}

export async function answerForm(turn: Turn, params: Params): Promise<Answer> {
  const { decision } = params;
  if (!isDecision(decision) || !readShown(params)) return stale();
  const request = await findRequest(turn.db, { code: params.request ?? '' });
  if (!request) return stale();
  const view = await viewOf(turn, request);
  const { title, label, submit } = decisionForms[decision];
  return {
    kind: 'form',
    form: {
      name: 'answerRequest',
      title,
      submit,
      fields: [
        aboutRequest(view),
        textField(label, true),
        ...(decision === 'refuse' ? [refusalNote(view)] : []),
      ],
      state: { ...params },
    },
  };
}

/** What a form is about: its card is out of sight. */
export function aboutRequest(view: RequestView): FormNote {
  return { kind: 'note', text: `${view.code} : ${view.subjectTitle}\n${view.wanted}` };
}

/** What the refusal does, by the rule of the step. */
function refusalNote(view: RequestView): FormNote {
  const rule = view.steps.find(({ standing }) => standing === 'open')?.rule;
  const effect =
    rule?.kind === 'quorum'
      ? `Cette étape demande ${count(rule.count, 'approbation', 'approbations')} : votre refus n’y met fin que si ce nombre ne peut plus être atteint.`
      : 'Votre refus mettra fin à la demande.';
  return { kind: 'note', text: `${effect} La personne qui demande lira votre motif.` };
}

function textField(label: string, required: boolean): Field {
  return {
    kind: 'text',
    name: 'text',
    label,
    required,
    multiline: true,
    maxLength: 3000,
    hint: 'Aucune donnée sur une personne accompagnée.',
  };
}

export async function submitAnswer(turn: Turn, state: Params, values: FormValues): Promise<Answer> {
  const shown = readShown(state);
  const { decision } = state;
  if (!shown || !isDecision(decision)) return stale();
  if (decision === 'refuse' && !one(values.text))
    return { kind: 'fieldErrors', errors: { text: 'Indiquez le motif du refus.' } };
  const { request, step, version } = shown;
  const result = await actOnRequest(turn, {
    request,
    text: one(values.text),
    contactsConfirmed: turn.contactsConfirmed,
    act: (by, textId) => ({ kind: 'answer', by, step, version, decision, textId }),
  });
  return result.ok ? answered(turn, request) : refusedForm(turn, request, result.refusal, 'text');
}

export function holdForm(turn: Turn, params: Params): Answer {
  if (!readShown(params)) return stale();
  return {
    kind: 'form',
    form: {
      name: 'holdRequest',
      title: 'Validation interne',
      submit: 'Enregistrer',
      fields: [
        {
          kind: 'note',
          text: `La demande ${params.request} est en validation dans votre structure : aucun rappel avant la date choisie.`,
        },
        {
          kind: 'date',
          name: 'until',
          label: 'Jusqu’au',
          required: true,
          value: addDays(turn.today, 14),
        },
      ],
      state: { ...params },
    },
  };
}

export async function submitHold(turn: Turn, state: Params, values: FormValues): Promise<Answer> {
  const shown = readShown(state);
  const until = one(values.until);
  if (!shown) return stale();
  if (!until) return { kind: 'fieldErrors', errors: { until: 'Choisissez un jour.' } };
  const { request, step, version } = shown;
  const result = await actOnRequest(turn, {
    request,
    act: (by, textId) => ({ kind: 'holdInternally', by, step, version, until, textId }),
  });
  return result.ok ? answered(turn, request) : refusedForm(turn, request, result.refusal, 'until');
}

export async function amendForm(turn: Turn, params: Params): Promise<Answer> {
  const request = await findRequest(turn.db, { code: params.request ?? '' });
  if (!request) return stale();
  const view = await viewOf(turn, request);
  const asked = view.steps
    .flatMap((step) => step.history)
    .findLast(({ kind }) => kind === 'changesAsked');
  return {
    kind: 'form',
    form: {
      name: 'amendRequest',
      title: 'Renvoyer la demande',
      submit: 'Renvoyer la demande',
      fields: [
        {
          kind: 'note',
          text: `${asked?.comment ? `Demandé : ${asked.comment}\n` : ''}${view.evaluation ? 'Si une valeur doit changer, corrigez-la d’abord.' : 'Si la fiche de l’action doit changer, modifiez-la d’abord.'} L’étape sera ensuite redemandée à tous.`,
        },
        textField('Ce que vous avez modifié', true),
      ],
      state: { request: request.code, version: String(view.version) },
    },
  };
}

export async function submitAmend(turn: Turn, state: Params, values: FormValues): Promise<Answer> {
  const request = await findRequest(turn.db, { code: state.request ?? '' });
  if (!request) return stale();
  const shown = await shownNow(turn, request);
  const result = await actOnRequest(turn, {
    request: request.code,
    text: one(values.text),
    contactsConfirmed: turn.contactsConfirmed,
    act: (by, textId) => ({ kind: 'amend', by, version: Number(state.version), shown, textId }),
  });
  return result.ok
    ? answered(turn, request.code)
    : refusedForm(turn, request.code, result.refusal, 'text');
}

export async function refusedForm(
  turn: Turn,
  code: string,
  refusal: Refusal,
  field: string,
): Promise<Answer> {
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  if (refusal.kind === 'circuit' && fieldKinds.has(refusal.refusal.kind))
    return {
      kind: 'fieldErrors',
      errors: { [field]: circuitRefusalSentence(refusal.refusal, code, turn.names, turn.today) },
    };
  if (refusal.kind === 'personalData' || refusal.kind === 'invalid') {
    return { kind: 'fieldErrors', errors: { [field]: refusalSentence(refusal) } };
  }
  return refusedCard(turn, code, refusal);
}

/** Refusals that the person can mend in the form at once. */
const fieldKinds = new Set([
  'textMissing',
  'dayOutOfRange',
  'nothingAmended',
  'targetIsRequester',
  'targetLeft',
]);
