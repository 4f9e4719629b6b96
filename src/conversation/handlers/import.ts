/** A file given by the chargée de mission: what it would change first, then applied at her word. */
import type { TablesResult } from '../../files/table.ts';
import { count } from '../../french/plural.ts';
import { findDraft, removeDraft, saveDraft } from '../../store/exchanges.ts';
import { applyPeopleImport, planPeopleImport } from '../../use-cases/import-people.ts';
import { checkText } from '../../use-cases/keep-text.ts';
import { actOn, answer, button, buttons, note, rewrite, say, sentence, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer, Request } from '../exchange.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';

const draftKind = 'importRead';

/** Lines shown in the chat; the others are counted. */
const linesShown = 25;

export async function handleFile(
  turn: Turn,
  file: Extract<Request, { kind: 'file' }>,
): Promise<Answer> {
  if (!isProgrammeOfficer(turn) || !turn.file)
    return refusalAnswer(turn, { kind: 'notAllowed', act: 'managePeople' });
  const named = checkText('file', file.fileName, true);
  if (named) return refusalAnswer(turn, named);
  const planned = await planPeopleImport(turn, turn.file, file.fileName);
  if (!planned.ok) return refusalAnswer(turn, planned.refusal);
  const plan = planned.value;
  if (!plan.ok) return errorsAnswer(plan.errors);
  if (plan.changes.length === 0)
    return sentence(`Le fichier ${file.fileName} ne change rien : tout est déjà enregistré.`);
  const id = turn.newId();
  await saveDraft(turn.db, {
    id,
    personId: turn.person.id,
    kind: draftKind,
    content: JSON.stringify({ fileName: file.fileName }),
    // As it was read: applying it needs no workbook to be opened again.
    file: new TextEncoder().encode(JSON.stringify(turn.file)),
    createdAt: turn.now,
  });
  turn.outcome.saved = true;
  const title = `${count(plan.changes.length, 'changement prévu', 'changements prévus')}`;
  return answer({
    summary: `${file.fileName} : ${title}. Rien n’est encore enregistré.`,
    title,
    blocks: [
      text({ bold: file.fileName }, '\nRien n’est encore enregistré.'),
      ...listed(plan.changes),
      ...listed(plan.notices),
      buttons(
        button('Appliquer', actOn('applyImport', id), 'primary'),
        button('Ne rien faire', say('admin')),
      ),
    ],
  });
}

function listed(lines: readonly string[]): readonly CardBlock[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, linesShown).join('\n');
  const rest = lines.length - linesShown;
  return [
    text(shown),
    ...(rest > 0 ? [note(`Et ${count(rest, 'autre ligne', 'autres lignes')}.`)] : []),
  ];
}

function errorsAnswer(errors: readonly string[]): Answer {
  const title = `${count(errors.length, 'erreur', 'erreurs')} dans le fichier`;
  return answer({
    summary: `${title} : rien n’a été enregistré.`,
    title,
    blocks: [
      text('Rien n’a été enregistré. Corrigez le fichier, puis envoyez-le de nouveau.'),
      ...listed(errors),
    ],
  });
}

/** What `handleFile` wrote in the draft. */
function readBack(file: Uint8Array): TablesResult {
  return JSON.parse(new TextDecoder().decode(file)) as TablesResult;
}

export async function pressApplyImport(turn: Turn, id: string): Promise<Answer> {
  const draft = await findDraft(turn.db, id, turn.person.id);
  if (draft?.kind !== draftKind || !draft.file)
    return sentence(
      'Cet import a déjà été appliqué, ou il est trop ancien. Envoyez le fichier de nouveau.',
    );
  const { fileName } = JSON.parse(draft.content) as { fileName: string };
  const applied = await applyPeopleImport(turn, readBack(draft.file), fileName);
  if (!applied.ok) return refusalAnswer(turn, applied.refusal);
  if (!applied.value.ok) return errorsAnswer(applied.value.errors);
  await removeDraft(turn.db, id);
  turn.outcome.saved = true;
  const words = `Import terminé : ${count(applied.value.changes.length, 'changement enregistré', 'changements enregistrés')}.`;
  return rewrite({
    summary: words,
    blocks: [
      text(words),
      buttons(
        button('Personnes', say('admin personnes')),
        button('Sièges vacants', say('qui vacants')),
      ),
    ],
  });
}
