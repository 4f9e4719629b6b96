/** «absence»: when somebody is away and who stands in. */

import { dateRange } from '../../french/format-date.ts';
import { absencesFrom } from '../../store/absences.ts';
import { findAccount } from '../../store/accounts.ts';
import { cancelAbsence, declareAbsence } from '../../use-cases/declare-absence.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { actOn, answer, button, buttons, openForm, rewrite, sentence, text } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormValues } from '../form.ts';
import type { Command } from '../grammar/command.ts';
import { personName } from '../labels.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { chosenPerson, personField } from './person-field.ts';

type AbsenceCommand = Extract<Command, { name: 'absence' }>;

export async function handleAbsence(turn: Turn, command: AbsenceCommand): Promise<Answer> {
  if (command.cancel) return ownAbsences(turn);
  const substitute = command.substitute ?? (await mentioned(turn, command.substituteMention));
  if (!command.from || !command.until || (command.substituteMention && !substitute))
    return absenceForm(turn, { ...command, ...(substitute && { substitute }) });
  const result = await declareAbsence(turn, {
    person: turn.person.id,
    startsOn: command.from,
    endsOn: command.until,
    substitute: substitute ?? null,
  });
  return result.ok ? savedCard(turn, result.value) : refusalAnswer(turn, result.refusal);
}

/** A mention names an account, never a person: only one that is tied counts. */
async function mentioned(turn: Turn, user: string | undefined): Promise<string | undefined> {
  if (!user) return undefined;
  const { platform, tenant } = turn.inbound.account;
  const known = await findAccount(turn.db, { platform, tenant, user });
  return known?.state === 'tied' ? known.person.id : undefined;
}

function savedCard(
  turn: Turn,
  absence: { id: string; startsOn: string; endsOn: string; substituteId: string | null },
): Answer {
  turn.outcome.saved = true;
  const period = dateRange(absence.startsOn, absence.endsOn);
  const who = absence.substituteId
    ? `${personName(turn.names, absence.substituteId)} répond à votre place.`
    : 'Personne ne vous remplace : les demandes en retard iront à la chargée de mission.';
  return answer({
    summary: `Absence enregistrée ${period}. ${who}`,
    title: 'C’est enregistré',
    blocks: [
      text(`Vous êtes absent ou absente ${period}. ${who}`),
      buttons(
        absence.substituteId
          ? undefined
          : button(
              'Désigner quelqu’un',
              openForm('absence', { from: absence.startsOn, until: absence.endsOn }),
              'primary',
            ),
        button('Annuler', actOn('cancelAbsence', absence.id)),
      ),
    ],
  });
}

async function ownAbsences(turn: Turn): Promise<Answer> {
  const own = (await absencesFrom(turn.db, turn.today)).filter(
    (absence) => absence.personId === turn.person.id,
  );
  if (own.length === 0)
    return sentence(
      'Vous n’avez aucune absence à venir.',
      button('Déclarer une absence', openForm('absence')),
    );
  return answer({
    summary: `Vos absences : ${own.map((one) => dateRange(one.startsOn, one.endsOn)).join(' ; ')}.`,
    title: 'Vos absences',
    blocks: own.flatMap((absence) => [
      text(
        dateRange(absence.startsOn, absence.endsOn),
        absence.substituteId
          ? `, remplacement par ${personName(turn.names, absence.substituteId)}`
          : ', sans remplacement',
      ),
      buttons(button('Annuler cette absence', actOn('cancelAbsence', absence.id))),
    ]),
  });
}

export async function pressCancelAbsence(turn: Turn, id: string): Promise<Answer> {
  const result = await cancelAbsence(turn, id);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const words = `Absence annulée : ${dateRange(result.value.startsOn, result.value.endsOn)}.`;
  return rewrite({ summary: words, blocks: [text(words)] });
}

export function absenceForm(
  turn: Turn,
  known: { from?: string; until?: string; substitute?: string },
): Answer {
  const day = (name: string, label: string, value: string | undefined): Field => ({
    kind: 'date',
    name,
    label,
    required: true,
    ...(value && { value }),
  });
  return {
    kind: 'form',
    form: {
      name: 'absence',
      title: 'Déclarer une absence',
      submit: 'Enregistrer',
      fields: [
        day('from', 'Premier jour', known.from),
        day('until', 'Dernier jour', known.until),
        {
          ...personField(turn, 'substitute', 'Suppléant ou suppléante', known.substitute),
          required: false,
          hint: 'Cette personne reçoit et peut donner vos réponses pendant ces jours.',
        },
      ],
      state: {},
    },
  };
}

export async function submitAbsence(
  turn: Turn,
  _state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const from = one(values.from);
  const until = one(values.until) ?? from;
  if (!from || !until)
    return { kind: 'fieldErrors', errors: { from: 'Indiquez le premier jour.' } };
  const typed = one(values.substitute);
  const substitute = typed ? chosenPerson(turn, typed) : undefined;
  if (typed && !substitute)
    return {
      kind: 'fieldErrors',
      errors: { substitute: 'Choisissez une personne de l’annuaire.' },
    };
  const result = await declareAbsence(turn, {
    person: turn.person.id,
    startsOn: from,
    endsOn: until,
    substitute: substitute?.id ?? null,
  });
  if (result.ok) return savedCard(turn, result.value);
  return {
    kind: 'fieldErrors',
    errors: { [fieldOf(result.refusal)]: absenceSentence(result.refusal) },
  };
}

function fieldOf(refusal: Refusal): string {
  if (refusal.kind === 'invalid' && refusal.field === 'substitute') return 'substitute';
  return refusal.kind === 'notFound' ? 'substitute' : 'until';
}

function absenceSentence(refusal: Refusal): string {
  if (refusal.kind === 'tooEarly') return 'Cette absence est déjà passée : vérifiez les dates.';
  if (refusal.kind === 'invalid' && refusal.field === 'substitute')
    return 'Choisissez une autre personne que vous.';
  return refusalSentence(refusal);
}
