/** The bilan of a past pact: counts, as its own text gives them, beside the current pact's. */
import { type CensusFigures, censusFigures } from '../../domain/figures/census.ts';
import { countByStatus } from '../../domain/replay.ts';
import { plainDate } from '../../french/format-date.ts';
import { formatNumber, formatPercentage } from '../../french/format-number.ts';
import { count, plural } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { actionsWords, statusOrder, statusWords } from '../../reports/report-words.ts';
import { listActions } from '../../store/actions.ts';
import type { Pact } from '../../store/pacts.ts';
import { answerThen, answerWith, button, buttons, note, say, sentence, text } from '../answers.ts';
import type { Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';
import { capital } from './action-lines.ts';

/** Every member may read it: its counts are those of a published text. */
export async function historicReview(turn: Turn, pact: Pact): Promise<Answer> {
  const past = censusFigures(pact.definition);
  if (!past) return sentence('Ce pacte n’a pas d’historique.', button('Bilan', say('bilan')));
  const year = pact.definition.startsOn.slice(0, 4);
  const territories = past.byTerritory
    .map(({ territory, groups }) => {
      const label = pact.definition.territories.find(({ code }) => code === territory)?.label;
      return `${label ?? territory} : ${count(groups, 'groupe', 'groupes')}`;
    })
    .join('\n');
  const card: Card = {
    summary: `${past.title} : ${count(past.total, 'action', 'actions')} au ${plainDate(past.on)}, ${statusWords(past.byStatus)}.`,
    title: `Bilan - ${past.title}`,
    blocks: [
      note(
        `Comptes du texte du pacte, au ${plainDate(past.on)}. Ses actions n’y sont pas détaillées : le reste est « non suivi ».`,
      ),
      text({ bold: 'Actions' }, `\n${actionsWords(past.total, past.byStatus)}.`),
      text(
        { bold: 'Groupes de travail' },
        `\n${count(past.groups, 'groupe', 'groupes')}, dont ${count(past.sharedGroups, 'partagé', 'partagés')} entre territoires, ${plural(past.sharedGroups, 'compté', 'comptés')} une fois. ${count(past.twoStructures, 'groupe est piloté', 'groupes sont pilotés')} par deux structures.\n${territories}`,
      ),
      ...(await comparison(turn, past)),
      buttons(
        button('Ses groupes de travail', say(`groupe ${year}`)),
        button('Actions emblématiques', say(`actions ${year}`)),
        button('Bilan du pacte en cours', say('bilan')),
      ),
    ],
  };
  return answerThen(card, async () => {
    const made = await turn.reports({
      ...{ pactId: turn.pact.definition.id, today: turn.today, forms: ['pictures'] },
      ...{ span: { kind: 'pact' }, scope: { kind: 'pact' } },
    });
    const files = made.files.filter(({ name }) => name.startsWith('comparaison'));
    const [picture] = files;
    if (!picture) return { kind: 'silence' };
    const { title, alt = '' } = picture;
    return answerWith({ summary: alt, title, blocks: [text(alt)] }, files);
  });
}

/** Counts beside counts: what the two pacts can be compared by. */
async function comparison(turn: Turn, past: CensusFigures): Promise<readonly CardBlock[]> {
  const { definition } = turn.pact;
  const actions = await listActions(turn.db, definition.id);
  const now = countByStatus(actions);
  const groups = turn.names.groupsById.size;
  const lines = statusOrder
    .filter((status) => past.byStatus[status] + now[status] > 0)
    .map(
      (status) =>
        `${capital(statusLabel(status, 2))} : ${beside(past.byStatus[status], past.total)} ; ${beside(now[status], actions.length)}`,
    );
  return [
    text(
      { bold: `Comparaison avec le ${definition.title.replace(/^Pacte/u, 'pacte')}` },
      `\nLe pacte passé, puis le pacte en cours aujourd’hui.\nActions : ${formatNumber(past.total)} ; ${formatNumber(actions.length)}\n${lines.join('\n')}\nGroupes de travail : ${formatNumber(past.groups)} ; ${formatNumber(groups)}`,
    ),
  ];
}

/** «9 (23,7 %)». */
function beside(part: number, whole: number): string {
  if (whole === 0) return formatNumber(part);
  return `${formatNumber(part)} (${formatPercentage(Math.round((part / whole) * 1000) / 10)})`;
}
