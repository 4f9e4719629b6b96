/** `aide [commande]`: the topic is the command as users know it. */
import { perform } from './answers.ts';
import type { Understanding } from './command.ts';
import { findCode } from './find-code.ts';
import type { Line } from './line.ts';
import { type Family, nearestVerbs, verbAt } from './verbs.ts';

const topics: Partial<Record<Family, string>> = {
  actions: 'actions',
  myActions: 'actions',
  experiments: 'inspirations',
  action: 'action',
  update: 'maj',
  newAction: 'nouvelle action',
  groups: 'groupe',
  meeting: 'réunion',
  who: 'qui',
  vacant: 'qui',
  relay: 'relais',
  review: 'bilan',
  pictures: 'bilan',
  inspirations: 'inspirations',
  ask: 'demander',
  pilotChange: 'demander',
  toAnswer: 'valider',
  requests: 'demande',
  simulate: 'simuler',
  whoDecides: 'simuler',
  alert: 'alerte',
  alerts: 'alerte',
  absence: 'absence',
  absenceEnd: 'absence',
  comeBack: 'absence',
  committee: 'comité',
  steering: 'copil',
  agenda: 'agenda',
  indicators: 'indicateurs',
  allIndicators: 'indicateurs',
  evaluation: 'indicateurs',
  submitIndicators: 'indicateurs',
  reminders: 'rappels',
  admin: 'admin',
  clock: 'horloge',
};

/** «aide tout»: every topic, one after the other. */
const everything = 'tout';

/** Every topic a `help` command may carry. */
const helpTopics: readonly string[] = [...new Set(Object.values(topics))];

export function help(line: Line, from: number): Understanding {
  const code = findCode(line.index, line.tokens, from);
  if (code?.kind === 'known' && code.name.kind === 'action' && line.question) {
    return perform({ name: 'action', action: code.name.code });
  }
  if (/^tou(t|te|tes|s)$/.test(line.tokens[from]?.word ?? ''))
    return perform({ name: 'help', topic: everything });
  for (let at = from; at < line.tokens.length; at += 1) {
    const topic = topics[verbAt(line.tokens, at)?.value ?? 'home'];
    if (topic !== undefined) return perform({ name: 'help', topic });
  }
  const only = line.tokens.length === from + 1 ? line.tokens[from]?.word : undefined;
  const [near] = only === undefined ? [] : nearestVerbs(only);
  return near !== undefined && helpTopics.includes(near)
    ? perform({ name: 'help', topic: near })
    : perform({ name: 'help' });
}
