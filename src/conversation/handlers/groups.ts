/** «groupe»: the working groups, and one of them. */

import { may, relationsOf } from '../../domain/rights.ts';
import { longDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { listActions } from '../../store/actions.ts';
import { mandatesInForce, pilotsOf } from '../../store/mandates.ts';
import { heldMeetingsOf } from '../../store/meetings.ts';
import { readTexts } from '../../store/texts.ts';
import { objectOf } from '../../use-cases/action-access.ts';
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
  text,
} from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { territoryLabel, territoryLabels } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { concertations, pilotWords } from './action.ts';
import { actionItem, capital, listFacts } from './action-lines.ts';
import { historicGroupsAnswer } from './history.ts';
import { rememberList } from './last-list.ts';

type GroupsCommand = Extract<Command, { name: 'groups' }>;

export async function handleGroups(turn: Turn, command: GroupsCommand): Promise<Answer> {
  if (command.pact) return historicGroupsAnswer(turn, command.pact);
  const order = new Intl.Collator('fr', { numeric: true });
  const { territory } = command;
  const groups = [...turn.names.groupsById.values()]
    .filter((group) => !territory || group.territories.includes(territory))
    .sort((a, b) => order.compare(a.code, b.code));
  const where = territory ? ` sur le territoire ${territoryLabel(turn.names, territory)}` : '';
  const title = `${count(groups.length, 'groupe de travail', 'groupes de travail')}${where}`;
  const page = pageOf(groups, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const mandates = await mandatesInForce(turn.db, turn.pact.definition.id, turn.today);
  const create = isProgrammeOfficer(turn)
    ? button('Créer un groupe', openForm('newGroup'))
    : undefined;
  return answer({
    summary: title,
    title,
    blocks: [
      ...page.entries.map((group) =>
        item(
          [
            { bold: `${group.code} - ${group.title}` },
            `\n${pilotWords(
              turn,
              mandates.filter((one) => one.groupId === group.id),
            )}`,
          ],
          button('Voir', say(`groupe ${group.code}`)),
        ),
      ),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(
        ...pageButtons(page, `groupe${territory ? ` ${territory}` : ''}`),
        create,
        button('Accueil', say('accueil')),
      ),
    ],
  });
}

/** Meetings shown in full; the others are counted. */
const meetingsShown = 5;

export async function handleGroup(turn: Turn, code: string): Promise<Answer> {
  const group = turn.names.groupsByCode.get(code);
  if (!group) return refusalAnswer(turn, { kind: 'notFound', what: 'group', id: code });
  const pilots = await pilotsOf(turn.db, group.id, turn.today);
  const meetings = await heldMeetingsOf(turn.db, group.id);
  const actions = (await listActions(turn.db, group.pactId)).filter(
    (action) => action.groupId === group.id,
  );
  const object = await objectOf(turn.db, group, [], turn.today);
  const held = relationsOf(turn.actor.mandates, object);
  const page = pageOf(actions, 1);
  const facts = await listFacts(turn, page.entries);
  const blocks: CardBlock[] = [
    {
      kind: 'facts',
      facts: [
        {
          label: group.territories.length > 1 ? 'Territoires' : 'Territoire',
          value: territoryLabels(turn.names, group.territories),
        },
        { label: 'Pilotage', value: pilotWords(turn, pilots) },
        { label: 'Concertations', value: concertations(meetings) },
      ],
    },
    ...(await justificationBlocks(turn, group.samePilotStructureReason)),
    { kind: 'heading', text: count(actions.length, 'action', 'actions') },
    ...page.entries.map((action) => actionItem(turn, action, facts)),
  ];
  if (meetings.length > 0) blocks.push({ kind: 'heading', text: 'Dernières réunions' });
  for (const meeting of meetings.slice(0, meetingsShown))
    blocks.push(
      item([
        `${capital(longDate(meeting.heldOn ?? ''))} : ${count(meeting.participants ?? 0, 'participant', 'participants')}`,
      ]),
    );
  blocks.push(
    buttons(
      may('logMeeting', held)
        ? button('Enregistrer une réunion', openForm('meeting', { group: code }), 'primary')
        : undefined,
      may('createAction', held)
        ? button('Nouvelle action', openForm('newAction', { group: code }))
        : undefined,
      page.pages > 1 ? button('Toutes ses actions', say(`actions ${code}`)) : undefined,
      button('Tous les groupes', say('groupe')),
    ),
  );
  return answer({
    summary: `${group.code} - ${group.title} : ${pilotWords(turn, pilots)}.`,
    title: `${group.code} - ${group.title}`,
    blocks,
  });
}

async function justificationBlocks(
  turn: Turn,
  textId: string | null,
): Promise<readonly CardBlock[]> {
  if (!textId) return [];
  const words = (await readTexts(turn.db, [textId])).get(textId);
  return words
    ? [text('Pilote et co-pilote de la même structure. Justification :\n', { quote: words })]
    : [];
}
