/** «demande», «demandes», «valider»: where validations are, and what waits for me. */

import { replayRequest } from '../../domain/circuit/state.ts';
import { count } from '../../french/plural.ts';
import {
  findRequest,
  listRequests,
  openRequests,
  readEvents,
  type ValidationRequest,
} from '../../store/requests.ts';
import { inPactOf } from '../../use-cases/action-access.ts';
import { entitledNow } from '../../use-cases/validation/asked-now.ts';
import { circuitFacts, type PeopleFacts, peopleFacts } from '../../use-cases/validation/facts.ts';
import {
  answer,
  button,
  buttons,
  firstOf,
  item,
  note,
  openForm,
  pageButtons,
  pageOf,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { refusalAnswer } from '../refusals.ts';
import { requestView } from '../requests/build-view.ts';
import { dueWords } from '../requests/due-words.ts';
import { requestCard, timelineCard } from '../requests/request-card.ts';
import type { RequestView } from '../requests/request-view.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { rememberList } from './last-list.ts';

/** @param people when they are read already, for several requests */
export function viewOf(
  { db, names, today }: Turn,
  request: ValidationRequest,
  people?: PeopleFacts,
): Promise<RequestView> {
  return requestView({ db, names, today, ...(people && { people }) }, request);
}

/** `demande V-12`: the timeline; with buttons for who may answer. */
export async function handleRequest(turn: Turn, code: string): Promise<Answer> {
  const request = await findRequest(turn.db, { code });
  if (!request) return refusalAnswer(turn, { kind: 'notFound', what: 'request', id: code });
  const view = await viewOf(turn, request);
  const card = timelineCard(view, { personId: turn.person.id, today: turn.today });
  const officer =
    isProgrammeOfficer(turn) && view.standing === 'open'
      ? [
          buttons(
            button('Décider à la place', openForm('decideFor', { request: code })),
            button('Réattribuer', openForm('reassignRequest', { request: code })),
            button('Annuler la demande', openForm('cancelRequest', { request: code }), 'danger'),
          ),
        ]
      : [];
  return answer({ ...card, blocks: [...card.blocks, ...officer] });
}

/** The open requests that wait for the person's own answer, oldest first. */
export async function requestsToAnswer(turn: Turn): Promise<readonly RequestView[]> {
  const open = await openRequests(turn.db);
  if (open.length === 0) return [];
  const people = await peopleFacts(turn);
  const views: RequestView[] = [];
  for (const request of open) {
    const state = replayRequest(await readEvents(turn.db, request.id));
    // One of a former pact has its own people.
    const own = await inPactOf(turn, request.pactId);
    const facts = await circuitFacts(own, request, own === turn ? people : undefined);
    if (entitledNow(state, facts).some(({ personId }) => personId === turn.person.id))
      views.push(await viewOf(turn, request, people));
  }
  return views;
}

/** The person's own requests that came back for changes. */
export async function requestsToAmend(turn: Turn): Promise<readonly RequestView[]> {
  const views: RequestView[] = [];
  for (const request of await openRequests(turn.db)) {
    if (request.requesterId !== turn.person.id) continue;
    const view = await viewOf(turn, request);
    if (view.toAmend) views.push(view);
  }
  return views;
}

/** Requests whose term has passed: the chargée de mission may decide in their place. */
export async function lateRequests(turn: Turn): Promise<number> {
  const people = await peopleFacts(turn);
  let late = 0;
  for (const request of await openRequests(turn.db)) {
    const { steps } = await viewOf(turn, request, people);
    if (steps.some(({ dueOn }) => dueOn !== undefined && dueOn < turn.today)) late += 1;
  }
  return late;
}

/** What a message can hold. */
const mostShown = 12;

export async function handleToAnswer(turn: Turn): Promise<Answer> {
  const views = await requestsToAnswer(turn);
  const [only] = views;
  if (only && views.length === 1)
    return answer(requestCard(only, { personId: turn.person.id, today: turn.today }));
  if (views.length === 0)
    return sentence(
      'Aucune réponse n’est attendue de vous.',
      button('Demandes en cours', say('demandes')),
      button('Accueil', say('accueil')),
    );
  const title = count(
    views.length,
    'réponse est attendue de vous',
    'réponses sont attendues de vous',
  );
  // Answering the oldest makes room for the next.
  const blocks = firstOf(views, mostShown, (view) => requestItem(view, turn.today));
  return answer({ summary: `${title}.`, title, blocks });
}

export function requestItem(view: RequestView, today: string): CardBlock {
  const step = view.steps.find((one) => one.standing === 'open');
  const due = step ? dueWords(step, today) : '';
  const where = view.toAmend
    ? ' Modifications demandées.'
    : step
      ? ` Étape « ${step.label} ».`
      : ` Demande ${view.outcomeShort}.`;
  return item(
    [
      { bold: `${view.code}, ${view.subjectTitle}` },
      `\n${view.wanted} Demandé par ${view.requesterName}.${where}${due}`,
    ],
    button('Voir', say(`demande ${view.code}`)),
  );
}

type RequestsCommand = Extract<Command, { name: 'requests' }>;

export async function handleRequests(turn: Turn, command: RequestsCommand): Promise<Answer> {
  const all = await listRequests(turn.db, turn.pact.definition.id);
  const wanted = all.filter((request) =>
    command.mine ? request.requesterId === turn.person.id : request.state === 'open',
  );
  if (wanted.length === 0)
    return sentence(
      command.mine ? 'Vous n’avez fait aucune demande.' : 'Aucune demande en cours.',
      button('Demander une validation', openForm('askValidation')),
    );
  const page = pageOf(wanted, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const views: RequestView[] = [];
  for (const request of page.entries) views.push(await viewOf(turn, request));
  const title = command.mine
    ? count(wanted.length, 'demande faite par vous', 'demandes faites par vous')
    : count(wanted.length, 'demande en cours', 'demandes en cours');
  return answer({
    summary: `${title}.`,
    title,
    blocks: [
      ...views.map((view) => requestItem(view, turn.today)),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(
        ...pageButtons(page, command.mine ? 'mes demandes' : 'demandes'),
        command.mine
          ? button('Toutes les demandes', say('demandes'))
          : button('Mes demandes', say('mes demandes')),
      ),
    ],
  });
}

/** «ok» or «validé» written in words is never a decision: the buttons are offered (SPEC §6). */
export async function handleAssent(turn: Turn): Promise<Answer> {
  const views = await requestsToAnswer(turn);
  if (views.length === 0)
    return sentence(
      'Bien noté. Aucune réponse n’est attendue de vous.',
      button('Accueil', say('accueil')),
    );
  const shown = await handleToAnswer(turn);
  if (shown.kind !== 'card') return shown;
  return answer({
    ...shown.card,
    blocks: [
      text('Un mot écrit ne vaut pas décision : répondez avec les boutons.'),
      ...shown.card.blocks,
    ],
  });
}
