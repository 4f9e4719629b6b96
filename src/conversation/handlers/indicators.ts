/** «indicateurs»: what is missing, for oneself, a territory or all, by group then action. */

import { count } from '../../french/plural.ts';
import { type GroupSheet, missingOf } from '../../use-cases/indicators/read-sheets.ts';
import {
  answer,
  button,
  buttons,
  item,
  note,
  openForm,
  pageButtons,
  pageOf,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { computedSentences } from '../indicators/computed-words.ts';
import { mayOn } from '../indicators/may.ts';
import {
  campaignNow,
  campaignSentence,
  isAnswered,
  sheetsOf,
  yearFor,
} from '../indicators/read-campaign.ts';
import { yearOutside } from '../indicators/year-outside.ts';
import { territoryLabel } from '../labels.ts';
import { isProgrammeOfficer, ownActions, type Turn } from '../turn.ts';
import { prefixOf } from './committee-year.ts';
import { groupLabel, isSendable, lackingValues, sendButton, standingWords } from './evaluation.ts';
import { openIndicators } from './indicator-form.ts';
import { sayOne } from './indicator-line.ts';
import { rememberList } from './last-list.ts';

type IndicatorsCommand = Extract<Command, { name: 'indicators' }>;

export async function handleIndicators(turn: Turn, command: IndicatorsCommand): Promise<Answer> {
  const { action, group, year, said } = command;
  const outside = year === undefined ? undefined : await yearOutside(turn, year);
  if (outside) return outside;
  if (action !== undefined && said !== undefined)
    return sayOne(turn, { action, said, ...(year !== undefined && { year }) });
  if (action === undefined && group === undefined) return list(turn, command);
  return openIndicators(turn, {
    ...(action !== undefined && { action }),
    ...(group !== undefined && { group }),
    ...(year !== undefined && { year: String(year) }),
  });
}

async function list(turn: Turn, command: IndicatorsCommand): Promise<Answer> {
  const scope = scopeOf(turn, command);
  const year = command.year ?? (await yearFor(turn, scope.groups));
  const campaign = campaignSentence(await campaignNow(turn, year), turn.today);
  const sheets = await sheetsOf(turn, year, scope.groups);
  if (sheets.length === 0)
    return sentence(
      `Aucun groupe ${scope.words} n’a d’indicateur à renseigner pour ${year}. ${campaign}`,
      scope.all ? undefined : button('Tous les groupes', say(`indicateurs tous ${year}`)),
      button('Accueil', say('accueil')),
    );
  const page = pageOf(inOrder(sheets), command.page);
  await rememberList(turn, { ...command, year, page: page.page }, page.pages);
  const title = `Indicateurs ${year}${scope.title}`;
  const items: CardBlock[] = [];
  const groups = page.entries.map(({ group }) => group.id);
  const computed = await computedSentences(turn, { year, groups });
  for (const sheet of page.entries)
    items.push(await sheetItem(turn, sheet, computed.get(sheet.group.id)));
  return answer({
    summary: `${title} : ${standingCounts(sheets)}`,
    title,
    blocks: [
      text(`${campaign}\n${standingCounts(sheets)}`),
      ...items,
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(
        ...pageButtons(page, `indicateurs ${scope.typed} ${year}`.replaceAll(/\s+/g, ' ')),
        scope.all ? undefined : button('Tous les groupes', say(`indicateurs tous ${year}`)),
        isProgrammeOfficer(turn) ? button('La campagne', say('admin campagne')) : undefined,
      ),
    ],
  });
}

interface Scope {
  /** Ids; absent: every group. */
  readonly groups?: readonly string[];
  readonly all: boolean;
  /** «de l’Étang de Thau», for a sentence; for a title; and as typed. */
  readonly words: string;
  readonly title: string;
  readonly typed: string;
}

/** One's own groups; whoever has none, and the chargée de mission, see them all. */
function scopeOf(turn: Turn, { territory, all }: IndicatorsCommand): Scope {
  const { names } = turn;
  if (territory !== undefined) {
    const label = territoryLabel(names, territory);
    const groups = [...names.groupsById.values()].filter((one) =>
      one.territories.includes(territory),
    );
    return {
      groups: groups.map(({ id }) => id),
      all: false,
      words: `du territoire ${label}`,
      title: ` - ${label}`,
      typed: prefixOf(turn, territory),
    };
  }
  const mine = new Set(
    ownActions(turn).flatMap((code) => names.actionsByCode.get(code)?.groupId ?? []),
  );
  if (all || mine.size === 0)
    return { all: true, words: 'du pacte', title: ' - tous les groupes', typed: 'tous' };
  return { groups: [...mine], all: false, words: 'parmi les vôtres', title: '', typed: '' };
}

/** What lacks something first, then what waits for a visa, then what is done. */
function inOrder(sheets: readonly GroupSheet[]): readonly GroupSheet[] {
  const rank = ({ evaluation }: GroupSheet) =>
    evaluation?.state === 'accepted' ? 2 : evaluation?.state === 'submitted' ? 1 : 0;
  return sheets.toSorted((a, b) => rank(a) - rank(b));
}

/** The counts always add up to the number of groups. */
function standingCounts(sheets: readonly GroupSheet[]): string {
  const number = (fits: (sheet: GroupSheet) => boolean) => sheets.filter(fits).length;
  const state = ({ evaluation }: GroupSheet) => evaluation?.state;
  const accepted = number((sheet) => state(sheet) === 'accepted');
  const submitted = number((sheet) => state(sheet) === 'submitted');
  const toAmend = number((sheet) => state(sheet) === 'toAmend');
  const rest = sheets.length - accepted - submitted - toAmend;
  const parts = [
    count(accepted, 'acceptée', 'acceptées'),
    ...(submitted > 0 ? [`${submitted} en attente de visa`] : []),
    ...(toAmend > 0 ? [`${toAmend} à modifier`] : []),
    `${rest} à transmettre`,
  ];
  return `${count(sheets.length, 'évaluation attendue', 'évaluations attendues')} : ${parts.join(', ')}.`;
}

async function sheetItem(turn: Turn, sheet: GroupSheet, computed?: string) {
  return item(
    [
      groupLabel(sheet.group),
      `\n${await standingWords(turn, sheet)}${lackingActions(sheet)}`,
      ...(computed ? [`\n${computed}`] : []),
    ],
    await sheetButton(turn, sheet),
  );
}

/** «THA-3 (2), THA-4 (1)»: where the values are missing. */
function lackingActions(sheet: GroupSheet): string {
  if (sheet.evaluation?.state === 'submitted' || sheet.evaluation?.state === 'accepted') return '';
  const missing = missingOf(sheet);
  return missing.length > 0 ? ` ${lackingValues(missing)}` : '';
}

async function sheetButton(turn: Turn, sheet: GroupSheet): Promise<Button> {
  const { group, year, evaluation } = sheet;
  const see = button('Voir', say(`indicateurs ${group.code} ${year}`));
  if (evaluation?.state === 'submitted' || evaluation?.state === 'accepted') return see;
  const [first] = sheet.actions;
  if (!first || !(await mayOn(turn, 'fillIndicators', group, first.action.structures))) return see;
  if (missingOf(sheet).length === 0 && evaluation?.state !== 'toAmend')
    return (await isSendable(turn, sheet)) && (await mayOn(turn, 'submitEvaluation', group, []))
      ? sendButton(sheet)
      : see;
  return button('Saisir', openForm('indicators', { group: group.code, year: String(year) }));
}

/** On the first screen, during a campaign: the groups one pilots that have not answered. */
export async function campaignWaiting(turn: Turn): Promise<readonly CardBlock[]> {
  const piloted = turn.actor.mandates.flatMap(({ groupId }) => groupId ?? []);
  if (piloted.length === 0) return [];
  const year = await yearFor(turn, piloted);
  if ((await campaignNow(turn, year)).standing !== 'open') return [];
  const sheets = await sheetsOf(turn, year, piloted);
  const blocks: CardBlock[] = [];
  for (const sheet of sheets)
    if (!isAnswered(sheet.evaluation)) blocks.push(await sheetItem(turn, sheet));
  return blocks;
}
