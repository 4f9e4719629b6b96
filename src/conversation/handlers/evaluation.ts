/** The evaluation of a group over a year: what it says, where it stands, and sending it. */
import { z } from 'zod';
import { sendingInstant } from '../../domain/sending-hours.ts';
import { longDate, onDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import type { WorkingGroup } from '../../store/groups.ts';
import { openRequestOn } from '../../use-cases/indicators/open-request.ts';
import {
  type GroupSheet,
  type Missing,
  missingOf,
} from '../../use-cases/indicators/read-sheets.ts';
import {
  type SubmittedEvaluation,
  submitEvaluation,
} from '../../use-cases/indicators/submit-evaluation.ts';
import {
  actOn,
  answer,
  button,
  buttons,
  item,
  note,
  openForm,
  rewrite,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Button, Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { cellLine, textsOfCells } from '../indicators/cell-words.ts';
import { computedSentences } from '../indicators/computed-words.ts';
import { mayOn, mayOnGroup } from '../indicators/may.ts';
import { type CampaignNow, campaignNow, sheetsOf, yearFor } from '../indicators/read-campaign.ts';
import { yearOutside } from '../indicators/year-outside.ts';
import { personName } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { ownGroups } from './group-field.ts';
import { requestItem, viewOf } from './requests.ts';

/** A block for each action: what a message holds, whatever the group. */
const actionsShown = 15;

/** @param notice why it is shown instead of the form */
export async function evaluationCard(
  turn: Turn,
  sheet: GroupSheet,
  notice?: string,
): Promise<Answer> {
  const { group, year } = sheet;
  const standing = await standingWords(turn, sheet);
  const computed = (await computedSentences(turn, { year, groups: [group.id] })).get(group.id);
  return answer({
    summary: `Évaluation ${year}, ${group.code} : ${standing}`,
    title: `Évaluation ${year}, ${group.code}`,
    blocks: [
      text({ bold: `${group.code} - ${group.title}` }, `\n${standing}`),
      ...(notice ? [text(notice)] : []),
      ...(computed ? [text(computed)] : []),
      ...(await valueBlocks(turn, sheet)),
      ...(await requestBlocks(turn, sheet)),
      buttons(
        ...(await nextButtons(turn, sheet)),
        button('Le groupe', say(`groupe ${group.code}`)),
        button('Tous les indicateurs', say(`indicateurs ${year}`)),
      ),
    ],
  });
}

/** «Acceptée le 4 février à 10 h.», «3 valeurs à saisir.» */
export async function standingWords(turn: Turn, sheet: GroupSheet): Promise<string> {
  const { evaluation } = sheet;
  const missing = missingOf(sheet).length;
  const lacking =
    missing > 0
      ? `${count(missing, 'valeur', 'valeurs')} à saisir.`
      : 'Toutes les valeurs attendues sont saisies.';
  switch (evaluation?.state) {
    case 'accepted':
      return `Évaluation acceptée ${onDateAt(evaluation.acceptedAt ?? '', turn.today)}.`;
    case 'submitted': {
      const by = personName(turn.names, evaluation.submittedBy);
      const request = await openRequestOn(turn, evaluation);
      const visa = request ? ` Réponse attendue à la demande ${request.code}.` : '';
      return `Transmise par ${by} ${onDateAt(evaluation.submittedAt ?? '', turn.today)}.${visa}`;
    }
    case 'toAmend':
      return `À modifier, puis à renvoyer. ${lacking}`;
    default:
      return evaluation?.acceptedAt
        ? `Correction en cours, à transmettre. ${lacking}`
        : missing > 0
          ? lacking
          : `${lacking} ${sendingWords(await campaignNow(turn, sheet.year))}`.trim();
  }
}

/** What is left to do once every value is there; nothing when the campaign is over. */
export function sendingWords({ standing, opensOn }: CampaignNow): string {
  if (standing === 'open') return 'Il reste à transmettre l’évaluation.';
  return standing === 'ahead'
    ? `Vous pourrez transmettre l’évaluation à partir du ${longDate(opensOn)}.`
    : '';
}

/** Changes asked for are sent again at any time; the rest, while the campaign is open. */
export async function isSendable(turn: Turn, { year, evaluation }: GroupSheet): Promise<boolean> {
  if (evaluation?.state === 'toAmend') return true;
  return (await campaignNow(turn, year)).standing === 'open';
}

async function valueBlocks(turn: Turn, sheet: GroupSheet): Promise<readonly CardBlock[]> {
  const shown = sheet.actions.slice(0, actionsShown);
  const texts = await textsOfCells(
    turn.db,
    shown.flatMap(({ cells }) => cells),
  );
  const blocks: CardBlock[] = [];
  for (const { action, required, cells } of shown) {
    const lines = cells.map((cell) => `\n${cellLine(cell, texts)}`);
    const project = required ? '' : ' (au stade du projet : rien n’est obligatoire)';
    blocks.push(
      item(
        [{ bold: `${action.code} - ${action.title}` }, project, ...lines],
        await correctButton(turn, sheet, action.code, action.structures),
      ),
    );
  }
  if (sheet.actions.length > shown.length)
    blocks.push(note(`Et ${count(sheet.actions.length - shown.length, 'autre', 'autres')}.`));
  return blocks;
}

/** On an action, as long as its values may change. */
async function correctButton(
  turn: Turn,
  { group, year, evaluation }: GroupSheet,
  action: string,
  structures: readonly string[],
): Promise<Button | undefined> {
  if (evaluation?.state === 'submitted') return undefined;
  if (!(await mayOn(turn, 'fillIndicators', group, structures))) return undefined;
  const accepted = evaluation?.state === 'accepted';
  const params = { action, year: String(year), ...(accepted && { correct: 'yes' }) };
  return button(accepted ? 'Corriger' : 'Saisir', openForm('indicators', params));
}

async function requestBlocks(
  turn: Turn,
  { evaluation }: GroupSheet,
): Promise<readonly CardBlock[]> {
  const request = evaluation && (await openRequestOn(turn, evaluation));
  return request ? [requestItem(await viewOf(turn, request), turn.today)] : [];
}

async function nextButtons(turn: Turn, sheet: GroupSheet): Promise<readonly Button[]> {
  const state = sheet.evaluation?.state ?? 'draft';
  const open = state === 'draft' || state === 'toAmend';
  if (!open || missingOf(sheet).length > 0 || !(await isSendable(turn, sheet))) return [];
  return (await mayOnGroup(turn, 'submitEvaluation', sheet.group)) ? [sendButton(sheet)] : [];
}

export function sendButton({ group, year, evaluation }: GroupSheet): Button {
  const label =
    evaluation?.state === 'toAmend' ? 'Renvoyer l’évaluation' : 'Transmettre l’évaluation';
  const id = JSON.stringify({ group: group.code, year });
  return button(label, actOn('submitIndicators', id), 'primary');
}

const sentSchema = z.object({ group: z.string(), year: z.number().int() });

export async function pressSubmitIndicators(turn: Turn, id: string): Promise<Answer> {
  const sent = sentSchema.safeParse(parsed(id)).data;
  if (!sent) return sentence('Ce bouton n’est plus valable : rien n’a changé.');
  return sendEvaluation(turn, sent);
}

function parsed(id: string): unknown {
  try {
    return JSON.parse(id);
  } catch {
    return undefined;
  }
}

type SubmitCommand = Extract<Command, { name: 'submitIndicators' }>;

/** «envoyer les indicateurs»: of the only group that is the speaker's, or of the one named. */
export async function handleSubmitIndicators(turn: Turn, command: SubmitCommand): Promise<Answer> {
  const { names } = turn;
  const action = names.actionsByCode.get(command.action ?? '');
  const outside = command.year === undefined ? undefined : await yearOutside(turn, command.year);
  if (outside) return outside;
  const group = action
    ? names.groupsById.get(action.groupId)
    : names.groupsByCode.get(command.group ?? '');
  if (group)
    return sendEvaluation(turn, {
      group: group.code,
      year: command.year ?? (await yearFor(turn, [group.id])),
    });
  return whichGroup(turn, command.year);
}

async function whichGroup(turn: Turn, said: number | undefined): Promise<Answer> {
  const own = ownGroups(turn);
  const ids = own.map(({ id }) => id);
  const year = said ?? (await yearFor(turn, ids));
  const sheets = await sheetsOf(turn, year, ids);
  const ready = sheets.filter(
    (sheet) => missingOf(sheet).length === 0 && isToSend(sheet.evaluation?.state),
  );
  const [only, ...others] = ready;
  if (only && others.length === 0 && own.length === 1)
    return sendEvaluation(turn, { group: only.group.code, year });
  if (ready.length === 0)
    return sentence(
      `Aucune évaluation ${year} n’est prête à être transmise.${lackingWords(sheets)}`,
      button('Voir les indicateurs', say(`indicateurs ${year}`), 'primary'),
    );
  const title = `Quelle évaluation ${year} transmettre ?`;
  return answer({
    summary: title,
    title,
    blocks: ready
      .slice(0, actionsShown)
      .map((sheet) => item([groupLabel(sheet.group)], sendButton(sheet))),
  });
}

/** «Il manque : THA-3 (2), THA-4 (1).»: where, among those still to be sent. */
function lackingWords(sheets: readonly GroupSheet[]): string {
  const missing = sheets
    .filter(({ evaluation }) => isToSend(evaluation?.state))
    .flatMap((sheet) => missingOf(sheet));
  return missing.length > 0 ? ` ${lackingValues(missing)}` : '';
}

export function lackingValues(missing: readonly Missing[]): string {
  const byAction = Map.groupBy(missing, ({ action }) => action.code);
  const words = [...byAction].map(([code, own]) => `${code} (${own.length})`);
  return `Il manque : ${words.join(', ')}.`;
}

function isToSend(state: string | undefined): boolean {
  return state !== 'submitted' && state !== 'accepted';
}

export function groupLabel({ code, title }: WorkingGroup) {
  return { bold: `${code} - ${title}` };
}

export async function sendEvaluation(
  turn: Turn,
  of: { readonly group: string; readonly year: number },
): Promise<Answer> {
  const result = await submitEvaluation(turn, of);
  if (result.ok) {
    turn.outcome.saved = true;
    return rewrite(await sentCard(turn, result.value));
  }
  const { refusal } = result;
  // Nothing was mended: why is then said in words, to whoever asked for changes.
  if (refusal.kind === 'circuit' && refusal.refusal.kind === 'nothingAmended')
    return sentence(
      'Aucune valeur n’a changé depuis la demande de modifications. Corrigez-en une, ou répondez avec vos mots.',
      button('Corriger les valeurs', say(`indicateurs ${of.group} ${of.year}`), 'primary'),
      button('Répondre', openForm('amendRequest', { request: refusal.request })),
    );
  return refusalAnswer(turn, refusal);
}

async function sentCard(turn: Turn, sent: SubmittedEvaluation): Promise<Card> {
  const { group, evaluation, request } = sent;
  const { year } = evaluation;
  if (!request) {
    const words = isProgrammeOfficer(turn)
      ? 'Elle est acceptée aussitôt : le visa est le vôtre.'
      : 'Elle est acceptée aussitôt : ce pacte ne demande pas de visa.';
    return {
      summary: `Évaluation ${year} de ${group.code} acceptée.`,
      title: `Évaluation ${year} acceptée`,
      blocks: [
        text(groupLabel(group), `\n${words}`),
        buttons(button('Voir l’évaluation', say(`indicateurs ${group.code} ${year}`))),
      ],
    };
  }
  const view = await viewOf(turn, request);
  const leavesAt = sendingInstant(turn.now, turn.pact.definition.calendar);
  return {
    summary: `Évaluation ${year} de ${group.code} transmise, demande ${view.code}.`,
    title: `Évaluation ${year} transmise`,
    blocks: [
      text(`Demande ${view.code}, ${view.circuitLabel} : la réponse vous sera donnée ici.`),
      requestItem(view, turn.today),
      ...(leavesAt > turn.now
        ? [note(`Le message partira ${onDateAt(leavesAt, turn.today)}, aux heures d’envoi.`)]
        : []),
      buttons(button('Annuler ma demande', actOn('cancelRequest', view.code))),
    ],
  };
}
