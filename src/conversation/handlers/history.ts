/** A past pact, read as history: its census, its groups and the actions it tells of. */

import { lastDay, type PactDefinition } from '../../domain/pact.ts';
import { plainDate } from '../../french/format-date.ts';
import { readPact } from '../../store/pacts.ts';
import { answer, button, buttons, item, note, say, sentence, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';

export async function historyAnswer(turn: Turn, pactId: string): Promise<Answer> {
  const pact = await readPact(turn.db, pactId);
  const history = pact?.definition.history;
  if (!pact || !history)
    return sentence('Ce pacte n’a pas d’historique enregistré.', button('Actions', say('actions')));
  const { census, actions } = history;
  const total = census.completed + census.operating + census.inProgress + census.project;
  const summary = `${pact.definition.title} : ${total} actions préconisées au ${plainDate(census.on)}, dont ${census.completed} réalisées, ${census.operating} en fonctionnement, ${census.inProgress} en cours et ${census.project} au stade du projet.`;
  const blocks: CardBlock[] = [
    text(summary),
    note(
      'Ces actions sont comptées, non détaillées, dans le pacte. Quelques-unes y sont décrites :',
    ),
    ...actions.map((action) =>
      item([{ bold: action.title }, `\n${territoriesOf(pact.definition, action.territories)}`]),
    ),
    note(
      `Pacte du ${plainDate(pact.definition.startsOn)} au ${plainDate(lastDay(pact.definition))}. Il se lit, mais ne se modifie plus.`,
    ),
    buttons(
      button('Ses groupes de travail', say(`groupe ${pact.definition.startsOn.slice(0, 4)}`)),
      button('Actions du pacte en cours', say('actions')),
    ),
  ];
  return answer({ summary, title: pact.definition.title, blocks });
}

export async function historicGroupsAnswer(turn: Turn, pactId: string): Promise<Answer> {
  const pact = await readPact(turn.db, pactId);
  const history = pact?.definition.history;
  if (!pact || !history)
    return sentence('Ce pacte n’a pas d’historique enregistré.', button('Groupes', say('groupe')));
  const { definition } = pact;
  const title = `${definition.title} : ${history.groups.length} groupes de travail`;
  const structure = (code: string) =>
    definition.structures.find((one) => one.code === code)?.label ?? code;
  return answer({
    summary: title,
    title,
    blocks: [
      ...history.groups.map((group) =>
        item([
          { bold: group.label },
          `\n${territoriesOf(definition, group.territories)}. Pilotage : ${[
            ...group.pilots,
            ...group.coPilots,
          ]
            .map(structure)
            .join(' et ')}.`,
        ]),
      ),
      buttons(button('Actions de ce pacte', say(`actions ${definition.startsOn.slice(0, 4)}`))),
    ],
  });
}

function territoriesOf(pact: PactDefinition, codes: readonly string[]): string {
  return codes
    .map((code) => pact.territories.find((one) => one.code === code)?.label ?? code)
    .join(' et ');
}
