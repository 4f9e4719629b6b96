/** «simuler»: who would be asked, in what order, by when, who escalates, what seat is vacant. */
import type { SimulatedSeat, SimulatedStep } from '../../domain/circuit/simulate.ts';
import type { Circuit } from '../../domain/pact.ts';
import { longDate, plainDate } from '../../french/format-date.ts';
import { simulateCircuit } from '../../use-cases/validation/simulate-circuit.ts';
import { answer, button, buttons, note, openForm, sentence, text } from '../answers.ts';
import type { Span } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { FormValues } from '../form.ts';
import type { Command } from '../grammar/command.ts';
import { personName } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import { seatLabel } from '../requests/seat-label.ts';
import { ownActions, type Turn } from '../turn.ts';
import { actionField, chosenAction, withoutAction } from './action-field.ts';
import { circuitOf } from './ask.ts';
import { one } from './form-values.ts';

type SimulateCommand = Extract<Command, { name: 'simulate' }>;

export async function handleSimulate(turn: Turn, command: SimulateCommand): Promise<Answer> {
  const circuit = circuitOf(turn, command.circuit);
  const action = turn.names.actionsByCode.get(command.action ?? '');
  const group = turn.names.groupsByCode.get(command.group ?? '');
  if (!circuit || !(action || group)) return simulateForm(turn, command);
  if (!circuit.enabled) return refusalAnswer(turn, { kind: 'circuitOff', circuit: circuit.label });
  const steps = await simulateCircuit(
    turn,
    circuit,
    action
      ? { subjectKind: 'action', subjectId: action.id }
      : { subjectKind: 'group', subjectId: group?.id ?? '' },
  );
  return simulation(turn, circuit, action ?? group, steps);
}

function simulation(
  turn: Turn,
  circuit: Circuit,
  subject: { code: string; title: string } | undefined,
  steps: readonly SimulatedStep[],
): Answer {
  const about = subject ? `${subject.code} - ${subject.title}` : '';
  const last = steps.findLast((step) => step.skipped === null);
  const summary = last
    ? `Simulation, ${circuit.label} : dernière réponse attendue le ${longDate(last.dueOn)}.`
    : `Simulation, ${circuit.label} : aucune étape ne s’ouvrirait.`;
  return answer({
    summary,
    title: `Simulation, ${circuit.label}`,
    blocks: [
      text(
        { bold: about },
        `\n${last ? `Dernière réponse attendue le ${longDate(last.dueOn)}.` : 'Aucune étape ne s’ouvrirait.'}`,
      ),
      ...steps.map((step, index) => text(...stepSpans(turn, step, index + 1))),
      note('Rien n’a été envoyé.'),
      buttons(
        subject
          ? button(
              'Envoyer la demande',
              openForm('askValidation', {
                circuit: circuit.code,
                ...(circuit.subject === 'pilotChange'
                  ? { group: subject.code }
                  : { action: subject.code }),
              }),
            )
          : undefined,
      ),
    ],
  });
}

/** Nothing where a single answer is awaited: the rule would say nothing more. */
function ruleWords(step: SimulatedStep): string {
  if (step.seats.filter((seat) => seat.status !== 'withdrawn').length < 2) return '';
  switch (step.rule.kind) {
    case 'all':
      return 'toutes les réponses, ';
    case 'any':
      return 'la première réponse, ';
    case 'quorum':
      return `${step.rule.count} approbations, `;
  }
}

function stepSpans(turn: Turn, step: SimulatedStep, position: number): readonly Span[] {
  const spans: Span[] = [{ bold: `${position}. ${step.label}` }];
  if (step.skipped) {
    spans.push(
      step.skipped === 'requesterAlone'
        ? ' : sans objet, vous seriez seul ou seule à répondre.'
        : ' : sans objet, personne n’est concerné.',
    );
    return spans;
  }
  spans.push(` : ${ruleWords(step)}au plus tard le ${plainDate(step.dueOn)}.`);
  for (const seat of step.seats) spans.push(`\n${seatWords(turn, seat)}`);
  return spans;
}

function seatWords(turn: Turn, seat: SimulatedSeat): string {
  const label = seatLabel(turn.names, seat.origin);
  const names = seat.persons.map(({ personId }) => personName(turn.names, personId));
  if (seat.status === 'withdrawn') return `${label} : vous ne répondez pas à votre propre demande.`;
  const whom = names.length > 0 ? names.join(' ou ') : 'siège vacant';
  const [late] = seat.escalations;
  const escalates =
    late && late.persons.length > 0
      ? `. Sans réponse au ${plainDate(late.on)}, la demande ira à ${late.persons.map((id) => personName(turn.names, id)).join(', ')}`
      : '';
  return `${label} : ${whom}${escalates}.`;
}

export function simulateForm(turn: Turn, known: { circuit?: string; action?: string }): Answer {
  const choices = turn.pact.definition.circuits
    .filter((one) => one.enabled && !one.retiredOn && one.subject !== 'pilotChange')
    .map((one) => ({ value: one.code, label: one.label }));
  if (choices.length === 0) return sentence('Aucun circuit n’est ouvert dans ce pacte.');
  const impossible = withoutAction(turn);
  if (impossible) return impossible;
  const circuit = circuitOf(turn, known.circuit);
  return {
    kind: 'form',
    form: {
      name: 'simulate',
      title: 'Simuler un circuit',
      submit: 'Simuler',
      fields: [
        {
          kind: 'choice',
          name: 'circuit',
          label: 'Circuit',
          required: true,
          choices,
          ...(circuit && { value: circuit.code }),
        },
        ...actionField(turn.names, ownActions(turn), known.action),
      ],
      state: {},
    },
  };
}

export async function submitSimulate(
  turn: Turn,
  _state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const chosen = chosenAction(turn.names, undefined, values);
  if (!chosen.ok) return { kind: 'fieldErrors', errors: { action: chosen.sentence } };
  const circuit = one(values.circuit);
  if (!circuit) return { kind: 'fieldErrors', errors: { circuit: 'Choisissez un circuit.' } };
  return handleSimulate(turn, { name: 'simulate', circuit, action: chosen.value });
}
