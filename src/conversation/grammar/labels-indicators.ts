/** What a proposed command about indicators is called on its button. */
import type { Command } from './command.ts';
import type { Vocabulary } from './vocabulary.ts';

type IndicatorCommand = Extract<Command, { name: 'indicators' | 'submitIndicators' }>;

export function indicatorsText(command: IndicatorCommand, names: Vocabulary): string {
  const { action, group, year } = command;
  const titles = [...names.actions, ...names.groups];
  const titled = (code: string | undefined) =>
    code === undefined
      ? []
      : [`${code} ${titles.find((one) => one.code === code)?.title ?? ''}`.trim()];
  const place =
    command.name === 'indicators' && command.territory !== undefined
      ? [names.pact.territories.find(({ code }) => code === command.territory)?.label ?? '']
      : [];
  const said = command.name === 'indicators' && command.said !== undefined ? [command.said] : [];
  const all = command.name === 'indicators' && command.all ? ['tous les groupes'] : [];
  const when = year === undefined ? [] : [String(year)];
  const verb = command.name === 'indicators' ? 'Indicateurs' : 'Transmettre l’évaluation';
  const about = [...titled(action), ...titled(group), ...place, ...all, ...when, ...said];
  return about.length > 0 ? `${verb} : ${about.join(', ')}` : verb;
}
