/** `indicateurs THA-3 participants 39`: saved at once when it can be read in one way only. */
import { indicatorsOf } from '../../store/actions.ts';
import { readingField, recordReadings } from '../../use-cases/indicators/record-readings.ts';
import { button, openForm, sentence } from '../answers.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import { readIndicatorLine } from '../grammar/indicator-line.ts';
import { sheetsOf, yearFor } from '../indicators/read-campaign.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { openIndicators } from './indicator-form.ts';
import { recordedCard } from './indicator-saved.ts';

export async function sayOne(
  turn: Turn,
  line: { readonly action: string; readonly said: string; readonly year?: number },
): Promise<Answer> {
  const action = turn.names.actionsByCode.get(line.action);
  const group = action && turn.names.groupsById.get(action.groupId);
  if (!action || !group)
    return refusalAnswer(turn, { kind: 'notFound', what: 'action', id: line.action });
  const year = line.year ?? (await yearFor(turn, [group.id]));
  const read = readIndicatorLine(await indicatorsOf(turn.db, [action.id]), line.said, year);
  const form = { action: line.action, year: String(year) };
  if (read.kind === 'wrong')
    return sentence(read.sentence, button('Ouvrir le formulaire', openForm('indicators', form)));
  // Which indicator, or which value, is not certain: the form asks, prefilled with what is known.
  if (read.kind === 'unsure') return openIndicators(turn, { ...form, typed: line.said });
  const { indicator, period, said } = read;
  const result = await recordReadings(turn, {
    year,
    values: [{ indicator, period, said }],
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) {
    const { refusal } = result;
    if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
    const lost = refusal.kind === 'invalid' && refusal.field === readingField(indicator, period);
    return lost
      ? sentence(
          refusalSentence(refusal),
          button('Ouvrir le formulaire', openForm('indicators', form)),
        )
      : refusalAnswer(turn, refusal);
  }
  turn.outcome.saved = true;
  const [sheet] = await sheetsOf(turn, year, [group.id]);
  return sheet
    ? recordedCard(turn, sheet, result.value.readings)
    : sentence(`Valeur enregistrée pour ${line.action}, année ${year}.`);
}
