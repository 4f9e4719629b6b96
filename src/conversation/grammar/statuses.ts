/** Statuses, blockers and «rien de neuf», as people write them (PTI 2022-2025, annexe 1). */
import type { ActionStatus, BlockerKind } from '../../domain/terms.ts';
import { type PhraseMatch, Phrases, phraseSet, skip } from './phrases.ts';
import type { Token } from './tokens.ts';
import { isTypo } from './typos.ts';

/** What a status phrase says of an action. */
export type Said =
  | { readonly kind: 'status'; readonly status: ActionStatus }
  | { readonly kind: 'blocker'; readonly blocker: BlockerKind | 'lifted' }
  | { readonly kind: 'nothingNew' };

const status = (value: ActionStatus): Said => ({ kind: 'status', status: value });

/** «terminé» in its four forms. */
function forms(...participles: readonly string[]): readonly string[] {
  return participles.flatMap((p) => [p, `${p}e`, `${p}s`, `${p}es`]);
}

const table: readonly (readonly [Said, readonly string[]])[] = [
  [
    status('project'),
    [
      'au stade du projet',
      'au stade de projet',
      'stade projet',
      'stade du projet',
      'en projet',
      'projet',
      'a l etude',
      ...forms('projete'),
    ],
  ],
  [
    status('inProgress'),
    [
      'en cours',
      'encours',
      'en cours de realisation',
      'en route',
      ...forms('lance', 'demarre', 'commence', 'engage'),
    ],
  ],
  [
    status('operating'),
    [
      'en fonctionnement',
      'fonctionne',
      'en service',
      'en place',
      ...forms('operationnel'),
      'operationnelle',
      'operationnelles',
    ],
  ],
  [
    status('completed'),
    [
      'fait',
      'faite',
      'faits',
      'faites',
      'fini',
      'finie',
      'finis',
      'finies',
      ...forms('realise', 'termine', 'acheve', 'cloture', 'boucle'),
    ],
  ],
  [status('abandoned'), forms('abandonne', 'annule', 'arrete', 'stoppe')],
  [
    { kind: 'blocker', blocker: 'awaitingValidation' },
    [
      'en attente de validation',
      'attente de validation',
      'en attente validation',
      'attend la validation',
    ],
  ],
  [{ kind: 'blocker', blocker: 'other' }, ['en blocage', ...forms('bloque')]],
  [{ kind: 'blocker', blocker: 'lifted' }, forms('debloque')],
  [
    { kind: 'nothingNew' },
    [
      'ras',
      'r a s',
      'rien de neuf',
      'rien de nouveau',
      'rien a signaler',
      'rien de special',
      'rien de particulier',
      'pas de nouveaute',
      'pas de nouveautes',
      'pas de nouveau',
      'pas de changement',
      'aucun changement',
      'aucune nouveaute',
      'sans changement',
      'sans nouveaute',
      'rien',
      'idem',
      'inchange',
      'inchangee',
    ],
  ],
];

const phrases = new Phrases<Said>();
const spelt: { readonly phrase: string; readonly said: Said }[] = [];
for (const [said, written] of table) {
  for (const phrase of written) {
    phrases.add(phrase, said);
    spelt.push({ phrase, said });
  }
}

/** Words before a status that change nothing to it: «c'est fait», «est maintenant terminée». */
const lead = phraseSet(`
  c est, est, sont, maintenant, deja, desormais, bien, passe, passee, statut, toujours, cette
  fois, enfin, ca y est, elle est, il est, est passee
`);

/** The longest status that begins at this word. */
export function saidAt(tokens: readonly Token[], index: number): PhraseMatch<Said> | undefined {
  return phrases.at(tokens, index);
}

/** A status at the beginning, «c'est» and the like skipped; `length` counts them. */
export function saidFirst(tokens: readonly Token[]): PhraseMatch<Said> | undefined {
  const bare = phrases.at(tokens, 0);
  if (bare) return bare;
  const from = skip(lead, tokens, 0);
  const match = phrases.at(tokens, from);
  return match && { value: match.value, length: from + match.length };
}

/** The status the words are, no more and no less. */
export function saidExactly(tokens: readonly Token[]): Said | undefined {
  const match = saidFirst(tokens);
  return match && match.length === tokens.length ? match.value : undefined;
}

/** What misspelt words may mean, each meaning once. */
export function saidNearly(tokens: readonly Token[]): readonly Said[] {
  if (tokens.length === 0 || tokens.length > 5) return [];
  const typed = tokens.map((token) => token.word).join(' ');
  if (typed.length < 5) return [];
  const found: Said[] = [];
  for (const { phrase, said } of spelt) {
    if (phrase.length >= 5 && isTypo(typed, phrase) && !found.includes(said)) found.push(said);
  }
  return found;
}
