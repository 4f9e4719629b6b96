/** «/pti» and the home screen: what waits for me, then my actions. */
import { missingParts } from '../../domain/action-status.ts';
import { count } from '../../french/plural.ts';
import { waitingAccounts } from '../../store/accounts.ts';
import { type Action, indicatorsOf, listActions } from '../../store/actions.ts';
import {
  answer,
  button,
  buttons,
  firstOf,
  item,
  note,
  openForm,
  pageLength,
  say,
  text,
} from '../answers.ts';
import type { Card, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { fullName } from '../labels.ts';
import type { RequestView } from '../requests/request-view.ts';
import { isProgrammeOfficer, ownActions, type Turn } from '../turn.ts';
import { actionItem, listFacts } from './action-lines.ts';
import { silenceOf } from './actions.ts';
import { committeesWaiting, lateCommittees, nextDateBlocks } from './agenda.ts';
import { alertsWaiting } from './alerts.ts';
import { vacancyWords, vacantSeats } from './coverage.ts';
import { lettersWaiting } from './dead-letters.ts';
import { campaignWaiting } from './indicators.ts';
import { pauseInForce } from './reminders-card.ts';
import { lateRequests, requestItem, requestsToAmend, requestsToAnswer } from './requests.ts';
import { hasReview } from './review.ts';

export async function handleHome(turn: Turn): Promise<Answer> {
  return answer(await homeCard(turn));
}

export async function homeCard(turn: Turn): Promise<Card> {
  const own = new Set(ownActions(turn));
  const all = await listActions(turn.db, turn.pact.definition.id);
  const mine = all.filter((action) => own.has(action.code));
  const toComplete = (await incompleteProjects(turn, mine)).slice(0, 3);
  const waiting = await waitingBlocks(turn, mine, toComplete);
  const blocks: CardBlock[] = [];
  if (waiting.length > 0) blocks.push({ kind: 'heading', text: 'Ce qui vous attend' }, ...waiting);
  else blocks.push(text('Rien ne vous attend aujourd’hui.'));
  blocks.push(...(await pauseInForce(turn)));
  blocks.push(...(await nextDateBlocks(turn)));
  blocks.push(...(await myActions(turn, mine, toComplete)));
  // Who declares nothing, an élue for one, comes to read.
  const reads = mine.length === 0 && !isProgrammeOfficer(turn);
  blocks.push(
    buttons(
      mine.length > 0 || isProgrammeOfficer(turn)
        ? button('Déclarer une avancée', openForm('update'), 'primary')
        : undefined,
      button('Toutes les actions', say('actions')),
      button('Groupes de travail', say('groupe')),
      button('Agenda', say('agenda')),
      isProgrammeOfficer(turn) ? button('Comités locaux', say('comité')) : undefined,
      button('Annuaire', say('qui')),
      button('Vos rappels', say('rappels')),
      hasReview(turn) ? button('Bilan', say('bilan'), reads ? 'primary' : undefined) : undefined,
      isProgrammeOfficer(turn) ? button('Administration', say('admin')) : undefined,
      button('Aide', say('aide')),
    ),
    note(turn.pact.definition.title),
  );
  const points = waiting.filter((block) => block.kind !== 'buttons').length;
  const summary =
    points > 0
      ? `Bonjour ${turn.person.firstName}, ${count(points, 'point vous attend', 'points vous attendent')}.`
      : `Bonjour ${turn.person.firstName}, rien ne vous attend aujourd’hui.`;
  return { summary, title: `Bonjour ${fullName(turn.person)}`, blocks };
}

function isOver({ status }: Action): boolean {
  return status === 'completed' || status === 'abandoned';
}

/** Silent actions shown one by one; beyond, a button leads to the list. */
const silentShown = 5;
const requestsShown = 5;

async function waitingBlocks(
  turn: Turn,
  mine: readonly Action[],
  toComplete: readonly Action[],
): Promise<readonly CardBlock[]> {
  const requestLine = (view: RequestView) => requestItem(view, turn.today);
  const blocks: CardBlock[] = [
    ...firstOf(await requestsToAnswer(turn), requestsShown, requestLine, 'valider'),
    ...firstOf(await requestsToAmend(turn), requestsShown, requestLine, 'mes demandes'),
    ...(await committeesWaiting(turn)),
    ...(await campaignWaiting(turn)),
    ...(await alertsWaiting(turn)),
  ];
  if (isProgrammeOfficer(turn)) {
    const late = await lateRequests(turn);
    if (late > 0)
      blocks.push(
        item(
          [count(late, 'demande en retard', 'demandes en retard')],
          button('Voir', say('demandes')),
        ),
      );
    blocks.push(...(await lateCommittees(turn)));
    blocks.push(...(await lettersWaiting(turn)));
    const accounts = await waitingAccounts(turn.db);
    if (accounts.length > 0)
      blocks.push(
        item(
          [count(accounts.length, 'compte à confirmer', 'comptes à confirmer')],
          button('Voir', say('admin comptes')),
        ),
      );
    const vacant = await vacantSeats(turn);
    if (vacant.length > 0)
      blocks.push(item([vacancyWords(vacant)], button('Voir', say('qui vacants'))));
  }
  const isSilent = await silenceOf(turn);
  const silent = mine.filter(isSilent);
  for (const action of silent.slice(0, silentShown))
    blocks.push(
      text(
        { bold: `${action.code} - ${action.title}` },
        `\nSans nouvelle depuis plus de ${turn.pact.definition.reminders.silentAction.afterMonths} mois.`,
      ),
      buttons(
        button('Mettre à jour', openForm('update', { action: action.code })),
        button('Rien de neuf', say(`maj ${action.code} rien de neuf`)),
      ),
    );
  if (silent.length > silentShown)
    blocks.push(buttons(button('Voir les autres', say('actions mes sans nouvelles'))));
  for (const action of toComplete)
    blocks.push(
      item(
        [{ bold: `${action.code} - ${action.title}` }, '\nFiche à compléter.'],
        button('Compléter', openForm('amendAction', { action: action.code })),
      ),
    );
  return blocks;
}

async function incompleteProjects(turn: Turn, mine: readonly Action[]): Promise<readonly Action[]> {
  const projects = mine.filter((action) => action.status === 'project');
  const indicators = Map.groupBy(
    await indicatorsOf(
      turn.db,
      projects.map(({ id }) => id),
    ),
    (indicator) => indicator.actionId,
  );
  return projects.filter(
    (action) => missingParts({ ...action, indicators: indicators.get(action.id) ?? [] }).length > 0,
  );
}

/** The other ones: those that wait for news stand above, with the same button. */
async function myActions(
  turn: Turn,
  mine: readonly Action[],
  toComplete: readonly Action[],
): Promise<readonly CardBlock[]> {
  const isSilent = await silenceOf(turn);
  // What is over is read in its list, and has nothing more to say.
  const others = mine.filter(
    (action) => !isOver(action) && !isSilent(action) && !toComplete.includes(action),
  );
  if (others.length === 0) return [];
  // What has been silent for longest first: it is what most needs a word.
  const oldest = [...others].sort((a, b) => a.lastNewsAt.localeCompare(b.lastNewsAt));
  const shown = oldest.slice(0, pageLength);
  const facts = await listFacts(turn, shown);
  const blocks: CardBlock[] = [{ kind: 'heading', text: 'Vos actions' }];
  for (const action of shown)
    blocks.push(
      actionItem(
        turn,
        action,
        facts,
        button('Mettre à jour', openForm('update', { action: action.code })),
      ),
    );
  if (mine.length > shown.length)
    blocks.push(buttons(button(`Voir vos ${mine.length} actions`, say('actions mes'))));
  return blocks;
}
