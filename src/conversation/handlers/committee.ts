/** «comité» and «copil»: where the bodies of the pact stand, or what is done to one of them. */
import type { SteeringMeetingRule } from '../../domain/pact.ts';
import { lastDay } from '../../domain/pact.ts';
import { steeringWindow } from '../../domain/steering-window.ts';
import { dateRange } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { bodyMeetings, type Meeting, meetingDay } from '../../store/meetings.ts';
import { readTexts } from '../../store/texts.ts';
import type { Body } from '../../use-cases/body-meeting.ts';
import { answer, button, buttons, item, note, openForm, say, text } from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { territoryLabel } from '../labels.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { type BodyCommand, moveBody, ownTerritories } from './body-moves.ts';
import { bodyLabel, mayChange, standing } from './body-words.ts';
import { everyTerritory, isUnclosed, prefixOf } from './committee-year.ts';

export async function handleCommittee(
  turn: Turn,
  command: Extract<BodyCommand, { name: 'committee' }>,
): Promise<Answer> {
  if (command.act) return moveBody(turn, command);
  if (command.territory !== undefined) return territoryCommittees(turn, command.territory);
  const [only, ...others] = command.all || isProgrammeOfficer(turn) ? [] : ownTerritories(turn);
  return only !== undefined && others.length === 0
    ? territoryCommittees(turn, only)
    : everyTerritory(turn);
}

async function territoryCommittees(turn: Turn, territory: string): Promise<Answer> {
  const year = turn.today.slice(0, 4);
  const body: Body = { kind: 'committee', territory };
  const own = (await bodyMeetings(turn.db, turn.pact.definition.id)).filter(
    (one) =>
      one.territory === territory &&
      (meetingDay(one).startsWith(year) ||
        meetingDay(one) >= turn.today ||
        isUnclosed(one, turn.today)),
  );
  const late = !own.some((one) => one.state !== 'cancelled' && meetingDay(one).startsWith(year));
  const label = territoryLabel(turn.names, territory);
  const words = late
    ? `Aucun comité local n’a de date en ${year}.`
    : own.map((one) => standing(one, turn.today)).join(' ');
  const plan = mayChange(turn, body)
    ? button(
        'Planifier un comité',
        openForm('planBody', { territory }),
        late ? 'primary' : undefined,
      )
    : undefined;
  return answer({
    summary: `${label}. ${words}`,
    title: `Comité local d’animation - ${label}`,
    blocks: [
      ...(late ? [text(words)] : []),
      ...(await meetingBlocks(turn, body, own)),
      buttons(
        plan,
        button('Tous les territoires', say('comité tous')),
        button('Agenda', say(`agenda ${prefixOf(turn, territory)}`)),
      ),
    ],
  });
}

const shown = 8;

async function meetingBlocks(
  turn: Turn,
  body: Body,
  meetings: readonly Meeting[],
): Promise<readonly CardBlock[]> {
  const last = meetings.slice(-shown);
  const texts = await readTexts(
    turn.db,
    last.flatMap(({ textId }) => textId ?? []),
  );
  return last.flatMap((meeting) => {
    const words = texts.get(meeting.textId ?? '');
    const line = text(
      standing(meeting, turn.today),
      ...(words ? ['\n', { quote: words.slice(0, 600) }] : []),
    );
    const acts = mayChange(turn, body) ? changes(meeting, turn.today) : [];
    return acts.length > 0 ? [line, buttons(...acts)] : [line];
  });
}

function changes(meeting: Meeting, today: string): readonly Button[] {
  const on = { meeting: meeting.id };
  if (meeting.state === 'held') return [button('Corriger', openForm('holdBody', on))];
  if (meeting.state !== 'planned') return [];
  const past = (meeting.plannedDay ?? '') <= today;
  return [
    ...(past ? [button('Déclarer tenu', openForm('holdBody', on), 'primary')] : []),
    button('Reporter', openForm('postponeBody', on)),
    button('Annuler la date', openForm('cancelBody', on)),
  ];
}

export async function handleSteering(
  turn: Turn,
  command: Extract<BodyCommand, { name: 'steering' }>,
): Promise<Answer> {
  if (command.act) return moveBody(turn, command);
  const { id, bodies } = turn.pact.definition;
  const all = await bodyMeetings(turn.db, id);
  const isHeld = (rule: string) => all.some((one) => one.ruleCode === rule && one.state === 'held');
  const rules = bodies.steeringCommittee.filter(({ code, retiredOn }) =>
    command.rule === undefined ? !retiredOn || isHeld(code) : code === command.rule,
  );
  const blocks: CardBlock[] = [];
  for (const rule of rules) blocks.push(...(await ruleBlocks(turn, rule, all)));
  const counted = rules.filter(({ code }) => isHeld(code)).length;
  return answer({
    summary: `COPIL du pacte : ${count(counted, 'tenu', 'tenus')} sur ${rules.length}.`,
    title: 'Les COPIL du pacte',
    blocks: [
      ...blocks,
      note('Une prorogation ne déplace que la période du dernier COPIL.'),
      buttons(button('Comités locaux', say('comité')), button('Agenda', say('agenda'))),
    ],
  });
}

async function ruleBlocks(
  turn: Turn,
  rule: SteeringMeetingRule,
  all: readonly Meeting[],
): Promise<readonly CardBlock[]> {
  const body: Body = { kind: 'steering', rule: rule.code };
  const { from, until } = steeringWindow(rule, turn.pact.definition, lastDay(turn.pact.definition));
  const own = all.filter(({ ruleCode }) => ruleCode === rule.code);
  const open = own.some(({ state }) => state !== 'cancelled');
  const late = until < turn.today ? 'Période passée, sans date.' : 'Aucune date.';
  const plan =
    !open && mayChange(turn, body)
      ? button('Planifier', openForm('planBody', { rule: rule.code }))
      : undefined;
  const heading = [
    { bold: bodyLabel(turn, body) },
    `\nPériode prévue par le pacte : ${dateRange(from, until)}.${open ? '' : ` ${late}`}`,
  ];
  return [item(heading, plan), ...(await meetingBlocks(turn, body, own))];
}
