/** What a digest says of actions: those without news, and the yearly indicators of groups. */
import { type Campaign, campaignOf, decisionOf } from '../../domain/indicators/campaign.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { type Action, findActionById } from '../../store/actions.ts';
import { campaignDecisions, findEvaluation } from '../../store/evaluations.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { type GroupSheet, missingOf, readSheets } from '../../use-cases/indicators/read-sheets.ts';
import { actOn, button, buttons, item, openForm, say, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import { sendButton } from '../handlers/evaluation.ts';
import { isAnswered } from '../indicators/read-campaign.ts';
import { isEscalated, type LineScene, type LineWriter, type WrittenLine } from './line.ts';

/** Actions shown with both their answers; of more, each has the likeliest one. */
const withBothAnswers = 3;
const shown = 8;

export const silentLine: LineWriter = {
  heading: 'Actions sans nouvelles',
  subject: ({ line }) => count(line.lists.length, 'action', 'actions'),
  async write(scene) {
    const { line, standing, pact, current } = scene;
    const actions = await listed(scene, standing.remaining);
    if (actions.length === 0) return undefined;
    const { afterMonths } = pact.definition.reminders.silentAction;
    const answered = line.lists.length - standing.remaining.length;
    const since = `sans nouvelles depuis plus de ${afterMonths} mois`;
    const about = `${count(actions.length, 'action', 'actions')} ${since}`;
    const done = answered > 0 ? ` ${upToDate(answered)}` : '';
    return {
      about,
      text: [`${about}.${done}`],
      buttons:
        current && actions.length > 1
          ? [
              button(
                `Rien de neuf pour les ${actions.length}`,
                actOn('nothingNew', line.digestId),
                'primary',
              ),
            ]
          : [],
      details: current ? actionBlocks(actions) : [],
    };
  },
  outcome: async ({ line }) => upToDate(line.lists.length),
};

function upToDate(actions: number): string {
  return `${count(actions, 'action a eu', 'actions ont eu')} des nouvelles depuis.`;
}

async function listed({ db }: LineScene, ids: readonly string[]): Promise<readonly Action[]> {
  const found: Action[] = [];
  for (const id of ids) {
    const action = await findActionById(db, id);
    if (action) found.push(action);
  }
  return found.sort((a, b) => (a.lastNewsAt < b.lastNewsAt ? -1 : 1));
}

function actionBlocks(actions: readonly Action[]): readonly CardBlock[] {
  const blocks = actions.slice(0, shown).flatMap((action): readonly CardBlock[] => {
    const { code, title, lastNewsAt } = action;
    const words = [
      { bold: `${code} - ${title}` },
      `\nDernière nouvelle le ${plainDate(parisDay(lastNewsAt))}.`,
    ];
    const nothingNew = button('Rien de neuf', say(`maj ${code} rien de neuf`));
    if (actions.length > withBothAnswers) return [item(words, nothingNew)];
    const update = button('Mettre à jour', openForm('update', { action: code }));
    return [text(...words), buttons(nothingNew, update)];
  });
  if (actions.length <= shown) return blocks;
  return [
    ...blocks,
    item(
      [`Et ${count(actions.length - shown, 'autre', 'autres')}.`],
      button('Voir tout', say('actions mes sans nouvelles')),
    ),
  ];
}

export const campaignLine: LineWriter = {
  heading: 'Indicateurs',
  subject: ({ line }) => `Indicateurs ${line.period}, ${line.subject}`,
  seeAll: 'indicateurs',
  async write(scene): Promise<WrittenLine> {
    const { line, names, today, current } = scene;
    const { dueOn: due } = await campaignOfLine(scene);
    const group = names.groupsByCode.get(line.subject);
    const label = group ? `${group.code} - ${group.title}` : line.subject;
    const again = line.stage.startsWith('reopening-') ? 'La campagne est rouverte. ' : '';
    const toSend = group && (await sheetToSend(scene, group));
    const when = due >= today ? `pour le ${plainDate(due)}` : `attendue pour le ${plainDate(due)}`;
    const words = toSend
      ? `${again}Toutes les valeurs sont saisies : il reste à transmettre l’évaluation, ${when}.`
      : isEscalated(scene)
        ? `Pas encore saisis. Ils étaient attendus pour le ${plainDate(due)}.`
        : due >= today
          ? `${again}À saisir pour le ${plainDate(due)}.`
          : `${again}Ils étaient attendus pour le ${plainDate(due)}.`;
    const fill = openForm('indicators', { group: line.subject, year: line.period });
    return {
      about: `indicateurs ${line.period} de ${line.subject}`,
      text: [{ bold: `Indicateurs ${line.period}, ${label}` }, `\n${words}`],
      buttons: current
        ? toSend
          ? [sendButton(toSend), button('Revoir les valeurs', fill)]
          : [button('Saisir les indicateurs', fill, 'primary')]
        : [],
    };
  },
  async outcome(scene) {
    const { db, line, names, today } = scene;
    const year = Number(line.period);
    const group = names.groupsByCode.get(line.subject);
    const evaluation = group && (await findEvaluation(db, { groupId: group.id, year }));
    if (isAnswered(evaluation) || evaluation?.acceptedAt)
      return `Les indicateurs ${year} sont saisis.`;
    const { closesOn } = await campaignOfLine(scene);
    return closesOn !== null && closesOn <= today
      ? `La campagne ${year} est close.`
      : `Les indicateurs ${year} ne vous sont plus demandés.`;
  },
};

/** The group's sheet when nothing is missing in it: only its evaluation is still to be sent. */
async function sheetToSend(
  { db, line, pact, today }: LineScene,
  group: WorkingGroup,
): Promise<GroupSheet | undefined> {
  const of = { pactId: pact.definition.id, year: Number(line.period), today, groups: [group.id] };
  const [sheet] = await readSheets(db, of);
  return sheet && missingOf(sheet).length === 0 ? sheet : undefined;
}

async function campaignOfLine({ db, line, pact }: LineScene): Promise<Campaign> {
  const year = Number(line.period);
  const decisions = await campaignDecisions(db, pact.definition.id);
  return campaignOf(pact.definition, year, decisionOf(decisions, year), pact.trackedFrom);
}
