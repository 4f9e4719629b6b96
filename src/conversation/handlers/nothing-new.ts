/** «Rien de neuf» for all the silent actions of a digest, in one press. */

import { onDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { findActionById } from '../../store/actions.ts';
import { findDigest, remindersOf } from '../../store/reminders.ts';
import { declareUpdate } from '../../use-cases/declare-update.ts';
import { digestsCarriedBy } from '../../use-cases/reminders/carried-digests.ts';
import { answer, button, buttons, note, say, sentence, text } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';

/** Those that had news since the digest are left as they are: rights are checked for each. */
export async function pressNothingNew(turn: Turn, digestId: string): Promise<Answer> {
  const digest = await findDigest(turn.db, digestId);
  if (digest?.personId !== turn.person.id)
    return sentence('Ces actions ne vous ont pas été rappelées : rien n’a été enregistré.');
  const lines = await remindersOf(turn.db, await digestsCarriedBy(turn.db, digest));
  const listed = lines.filter(({ kind }) => kind === 'silent-action').flatMap(({ lists }) => lists);
  const done: string[] = [];
  for (const id of new Set(listed)) {
    const action = await findActionById(turn.db, id);
    const over = action?.status === 'completed' || action?.status === 'abandoned';
    if (!action || over || action.lastNewsAt >= digest.createdAt) continue;
    const result = await declareUpdate(turn, { action: action.code, nothingNew: true });
    if (result.ok) done.push(action.code);
  }
  const see = button('Vos actions', say('actions mes'));
  if (done.length === 0)
    return sentence('Ces actions ont déjà eu des nouvelles : rien n’a été ajouté.', see);
  turn.outcome.saved = true;
  const summary = `Rien de neuf : c’est enregistré pour ${count(done.length, 'action', 'actions')}.`;
  return answer({
    summary,
    title: 'C’est enregistré',
    blocks: [
      text(`Rien de neuf pour ${done.join(', ')}.`),
      note(`Enregistré ${onDateAt(turn.now, turn.today)}.`),
      buttons(see),
    ],
  });
}
