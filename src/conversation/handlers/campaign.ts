/** «admin campagne»: how the campaign of a year goes; the chargée de mission opens and closes it. */

import { longDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { decideCampaign } from '../../use-cases/indicators/manage-campaign.ts';
import { answer, button, buttons, item, rewrite, say, text } from '../answers.ts';
import type { Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { AdminAct } from '../grammar/command.ts';
import {
  type CampaignNow,
  campaignNow,
  campaignSentence,
  isAnswered,
  sheetsOf,
  yearFor,
} from '../indicators/read-campaign.ts';
import { yearOutside } from '../indicators/year-outside.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';

type CampaignAct = Extract<AdminAct, { kind: 'campaign' }>;

export async function handleCampaign(turn: Turn, act: CampaignAct): Promise<Answer> {
  const year = act.year ?? (await yearFor(turn));
  const outside = isProgrammeOfficer(turn) ? await yearOutside(turn, year) : undefined;
  if (outside) return outside;
  if (act.move) return decide(turn, year, act.move === 'open');
  return answer(await campaignCard(turn, act.year === undefined ? [year, year - 1] : [year]));
}

async function decide(turn: Turn, year: number, open: boolean): Promise<Answer> {
  const result = await decideCampaign(turn, { year, open });
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const words = open
    ? `La campagne ${year} est ouverte : les pilotes peuvent saisir et transmettre leurs évaluations.`
    : `La campagne ${year} est close : plus aucune évaluation n’est attendue ni relancée.`;
  const card = await campaignCard(turn, [year]);
  return rewrite({ ...card, summary: words, blocks: [text({ bold: words }), ...card.blocks] });
}

async function campaignCard(turn: Turn, years: readonly number[]): Promise<Card> {
  const first = Number(turn.pact.definition.startsOn.slice(0, 4));
  const blocks: CardBlock[] = [];
  for (const year of years.filter((one) => one >= first))
    blocks.push(await campaignItem(turn, year));
  return {
    summary: 'Campagne des indicateurs.',
    title: 'Campagne des indicateurs',
    blocks: [
      ...blocks,
      text(
        'Le calendrier du pacte ouvre et clôt chaque campagne ; vous pouvez la devancer, la clore ou la rouvrir.',
      ),
      buttons(
        button('Voir les évaluations', say(`indicateurs tous ${years[0]}`)),
        button('Administration', say('admin')),
      ),
    ],
  };
}

async function campaignItem(turn: Turn, year: number): Promise<CardBlock> {
  const campaign = await campaignNow(turn, year);
  const sheets = await sheetsOf(turn, year);
  const answered = sheets.filter(({ evaluation }) => isAnswered(evaluation)).length;
  const groups =
    sheets.length === 0
      ? 'Aucun groupe n’a d’indicateur à renseigner.'
      : answered === 0
        ? sheets.length === 1
          ? 'Le seul groupe attendu n’a pas répondu.'
          : `Aucun des ${sheets.length} groupes n’a répondu.`
        : `${count(answered, 'groupe a répondu', 'groupes ont répondu')} sur ${sheets.length}.`;
  return item(
    [
      { bold: `Indicateurs ${year}` },
      `\n${campaignSentence(campaign, turn.today)}${closingWords(campaign)} ${groups}`,
    ],
    campaign.standing === 'open'
      ? button('Clore', say(`admin campagne clore ${year}`))
      : button('Ouvrir', say(`admin campagne ouvrir ${year}`)),
  );
}

function closingWords({ standing, closesOn }: CampaignNow): string {
  if (standing !== 'open') return '';
  return closesOn === null
    ? ' Elle reste ouverte jusqu’à ce que vous la fermiez.'
    : ` Elle sera close le ${longDate(closesOn)}.`;
}
