/** The words of the filters of a list that are no names of the pact. */
import type { ActionFilters } from './command.ts';
import { listed, Phrases, phraseSet } from './phrases.ts';

export type Meaning = readonly ActionFilters[];

export const flags = new Phrases<Meaning>();
const spoken: readonly (readonly [Meaning, string])[] = [
  [[{ mine: true }], 'mes, mes actions, moi, a moi, les miennes, miennes'],
  [
    [{ experimentation: true }],
    'experimentations, experimentation, experimentales, experimentale, experimental, a titre experimental',
  ],
  [
    [{ blocked: true }],
    'bloquees, bloquee, bloque, en blocage, blocage, blocages, en attente, en attente de validation',
  ],
  [
    [{ silent: true }],
    'sans nouvelles, sans nouvelle, sans news, silencieuses, pas a jour, non mises a jour, muettes',
  ],
  // An action has no due date: it may be silent, or blocked.
  [[{ silent: true }, { blocked: true }], 'en retard, retard, en souffrance'],
];
for (const [meaning, phrases] of spoken) {
  for (const phrase of listed(phrases)) flags.add(phrase, meaning);
}

/** Words that narrow nothing. */
export const noise = phraseSet(`
  groupe, groupes, groupe de travail, gt, action, actions, liste, toutes, tous, tout,
  territoire, territoires, structure, theme, thematique, public, publics, statut, sont, est,
  ont, quelles, quels, concernant, liees, portees, pilotees, copilotees, menees, suivies, animees, cote, secteur, y, a t il, me, nous, il, qui,
  avec, par, mot, actuellement, on, quel, quelle, c
`);
export const paging = phraseSet(`suite, suivant, suivante, suivantes, page suivante, la suite`);
export const previousPact = phraseSet(`
  ancien pacte, ancien pti, precedent pacte, precedent pti, pacte precedent, pti precedent,
  dernier pacte, pacte de, pacte, pti
`);
export const groupWords = phraseSet(`groupe, groupe de travail, gt, groupes`);
/** «sauf terminées»: lists only narrow, they do not exclude. */
export const negations = new Set(['sauf', 'hors', 'hormis', 'excepte', 'pas', 'non']);
