/** What a line says was done to a body: planned, held, postponed, cancelled; and why. */
import type { BodyMove } from './command.ts';
import type { Line } from './line.ts';
import { listed, Phrases, phraseSet } from './phrases.ts';
import { tokenize } from './tokens.ts';

export type BodyTold = BodyMove['act'];

const spoken: Readonly<Record<NonNullable<BodyTold>, string>> = {
  plan: `planifier, programmer, organiser, fixer, prevoir, poser, nouveau, planifie, prevu,
    programme, fixe, aura lieu, se tiendra, sera tenu`,
  hold: `tenu, tenue, a eu lieu, s est tenu, s est deroule, a ete tenu, realise, fait, passe,
    cloturer, clore, clos, tenir, est termine, bien tenu`,
  postpone: `reporte, reportee, reporter, report, decale, decaler, deplace, deplacer, repousse,
    repousser, avance, avancer, decalage`,
  cancel: `annule, annulee, annuler, annulation, supprime, supprimer, n aura pas lieu, n a pas eu
    lieu, pas tenu, n a pas ete tenu`,
};

const deeds = new Phrases<NonNullable<BodyTold>>();
for (const [act, phrases] of Object.entries(spoken) as [NonNullable<BodyTold>, string][])
  for (const phrase of listed(phrases)) deeds.add(phrase, act);

/** The first deed said, the words of the command included; those after a colon are a reason. */
export function deedOf(line: Line, from: number, typed: string): BodyTold {
  const limit = colonIn(typed);
  const begin = (line.tokens[from - 1]?.end ?? 0) as number;
  const tokens = line.tokens.slice(line.start);
  for (let at = 0; at < tokens.length; at += 1) {
    const start = tokens[at]?.start ?? 0;
    if (limit !== -1 && start >= begin + limit) break;
    const deed = deeds.at(tokens, at);
    if (deed) return deed.value;
  }
  return undefined;
}

/** The first colon that is not the one of an hour («14:30»). */
function colonIn(text: string): number {
  return text.search(/[:：](?!\d{2}(?!\d))/u);
}

const because = phraseSet(`
  car, parce que, faute de, en raison de, en raison d, a cause de, a cause d, cause, motif,
  suite a, pour cause de, pour raison de
`);

/** What comes before the reason, and the reason: after a colon, «car», «faute de»… */
export function readComment(
  typed: string,
  told: BodyTold,
): { readonly words: string; readonly comment: string } {
  if (told === undefined || told === 'plan') return { words: typed, comment: '' };
  const colon = colonIn(typed);
  if (colon !== -1) return { words: typed.slice(0, colon), comment: typed.slice(colon + 1).trim() };
  const tokens = tokenize(typed);
  for (let at = 0; at < tokens.length; at += 1) {
    const start = tokens[at]?.start;
    if (start !== undefined && because.at(tokens, at))
      return { words: typed.slice(0, start), comment: typed.slice(start).trim() };
  }
  return { words: typed, comment: '' };
}

/** The text without the words that say what was done. */
export function withoutDeeds(text: string): string {
  const tokens = tokenize(text);
  let kept = '';
  let from = 0;
  for (let at = 0; at < tokens.length; ) {
    const deed = deeds.at(tokens, at);
    const start = tokens[at]?.start ?? 0;
    if (!deed) {
      at += 1;
      continue;
    }
    kept += `${text.slice(from, start)},`;
    at += deed.length;
    from = tokens[at - 1]?.end ?? from;
  }
  return kept + text.slice(from);
}
