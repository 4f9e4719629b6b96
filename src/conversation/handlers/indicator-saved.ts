/** What was saved of indicators, what is still missing, and what comes next. */

import { onDateAt } from '../../french/format-date.ts';
import { formatNumber } from '../../french/format-number.ts';
import { count } from '../../french/plural.ts';
import type { Reading } from '../../store/readings.ts';
import { type Cell, type GroupSheet, missingOf } from '../../use-cases/indicators/read-sheets.ts';
import { answer, button, buttons, note, openForm, say, text } from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { cellLine, textsOfCells } from '../indicators/cell-words.ts';
import { mayOnGroup } from '../indicators/may.ts';
import { campaignNow } from '../indicators/read-campaign.ts';
import type { Turn } from '../turn.ts';
import { sendButton, sendingWords } from './evaluation.ts';

export async function recordedCard(
  turn: Turn,
  sheet: GroupSheet,
  readings: readonly Reading[],
): Promise<Answer> {
  const { group, year } = sheet;
  const summary =
    readings.length > 0
      ? `${count(readings.length, 'valeur enregistrée', 'valeurs enregistrées')} pour ${group.code}, année ${year}.`
      : `Rien n’avait changé pour ${group.code}, année ${year}.`;
  const changed = new Set(readings.map(({ indicatorId, period }) => `${indicatorId} ${period}`));
  const cells = sheet.actions.flatMap(({ action, cells: own }) =>
    own
      .filter(({ indicator, period }) => changed.has(`${indicator.id} ${period}`))
      .map((cell) => ({ action, cell })),
  );
  const texts = await textsOfCells(
    turn.db,
    cells.map(({ cell }) => cell),
  );
  const next = await nextStep(turn, sheet);
  return answer({
    summary: `${summary} ${next.words}`,
    title: readings.length > 0 ? 'C’est enregistré' : 'Rien n’a changé',
    blocks: [
      text({ bold: `${group.code} - ${group.title}` }, `\n${summary}`),
      ...cells.map(({ action, cell }) => text(`${action.code}, ${cellLine(cell, texts)}.`)),
      ...cells.flatMap(({ cell }) => oddValue(cell)),
      text(next.words),
      ...(readings.length > 0 ? [note(`Enregistré ${onDateAt(turn.now, turn.today)}.`)] : []),
      buttons(...next.buttons, button('Vos indicateurs', say(`indicateurs ${year}`))),
    ],
  });
}

/** What may well be right, hours or posts, a very small rate: it is taken as it is, and pointed at. */
function oddValue({ indicator, reading }: Cell): readonly CardBlock[] {
  const value = reading?.value ?? 0;
  const odd =
    indicator.unit === 'count' && !Number.isInteger(value)
      ? 'n’est pas un nombre entier'
      : indicator.unit === 'percentage' && 0 < value && value < 1
        ? '% est moins d’un pour cent'
        : undefined;
  if (odd === undefined) return [];
  return [
    note(
      `« ${indicator.label} » : ${formatNumber(value)} ${odd}. Si c’est une erreur, corrigez-la.`,
    ),
  ];
}

interface Next {
  readonly words: string;
  readonly buttons: readonly Button[];
}

async function nextStep(turn: Turn, sheet: GroupSheet): Promise<Next> {
  const { group, year, evaluation } = sheet;
  const missing = missingOf(sheet);
  const [first] = missing;
  if (first) {
    const params = { action: first.action.code, year: String(year) };
    return {
      words: `Il reste ${count(missing.length, 'valeur', 'valeurs')} à saisir pour ce groupe. Vous pouvez continuer plus tard.`,
      buttons: [
        button(`Continuer avec ${first.action.code}`, openForm('indicators', params), 'primary'),
      ],
    };
  }
  if (evaluation?.state === 'accepted')
    return { words: 'L’évaluation reste acceptée, avec ces valeurs.', buttons: [] };
  const campaign = await campaignNow(turn, year);
  if (campaign.standing !== 'open' && evaluation?.state !== 'toAmend')
    return {
      words: `Toutes les valeurs attendues sont saisies. ${sendingWords(campaign)}`.trim(),
      buttons: [],
    };
  return (await mayOnGroup(turn, 'submitEvaluation', group))
    ? {
        words:
          'Toutes les valeurs attendues sont saisies : il ne reste qu’à transmettre l’évaluation.',
        buttons: [sendButton(sheet)],
      }
    : {
        words:
          'Toutes les valeurs attendues sont saisies : un pilote du groupe peut transmettre l’évaluation.',
        buttons: [],
      };
}
