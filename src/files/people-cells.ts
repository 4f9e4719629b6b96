/** What the words of a cell mean in a file of people: roles, days, yes and no, e-mail addresses. */
import { z } from 'zod';
import { dayOf, isDay } from '../domain/days.ts';
import { foldText } from '../domain/fold.ts';
import type { Role } from '../domain/terms.ts';
import { type Cell, isBlank } from './table.ts';

/** Roles as typed, folded, without «PTI» and with the feminine written in one word or none. */
const roleWords = new Map<string, Role>(
  Object.entries({
    referent: ['referent', 'referente', 'referent de structure', 'referente de structure'],
    territoryReferent: ['du departement', 'de territoire', 'du territoire', 'territorial']
      .flatMap((of) => [`referent ${of}`, `referente ${of}`])
      .concat('referente territoriale'),
    pilot: ['pilote'],
    coPilot: ['co pilote', 'copilote'],
    programmeOfficer: ['charge de mission', 'chargee de mission'],
    electedOfficial: [
      ...['elu', 'elue', 'vice presidente', 'vice president'],
      ...['elu departemental', 'elue departementale'],
    ],
  } satisfies Record<Exclude<Role, 'named'>, string[]>).flatMap(([role, words]) =>
    words.map((word) => [word, role as Role] as const),
  ),
);

export const roleExamples =
  'référent, référente du Département, pilote, co-pilote, chargée de mission, élue';

export function readRole(text: string): Role | undefined {
  // «Référent·e», «référent(e)» and «référent-e» all fold to «referent e».
  const words = foldText(text)
    .replace(/ e( |$)/gu, '$1')
    .replace(/ pti$/u, '')
    .trim();
  return roleWords.get(words);
}

/** Undefined when it is not a day; a cell that the spreadsheet holds as a date is one. */
export function readDay(cell: Cell): string | undefined {
  if (typeof cell !== 'string') return cell.day;
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(cell);
  const day = french
    ? dayOf(Number(french[3]), Number(french[2]), Number(french[1]))
    : cell.replace(/T00:00(:00)?$/u, '');
  return isDay(day) && day >= '1990-01-01' && day <= '2100-12-31' ? day : undefined;
}

export function readYesNo(text: string): boolean | undefined {
  const word = foldText(text);
  if (['oui', 'o', 'x', 'vrai', '1'].includes(word)) return true;
  return ['non', 'n', 'faux', '0'].includes(word) ? false : undefined;
}

/** Lower case, or undefined when it is no address. `mailto:` and `<…>` are what pasting leaves. */
export function readEmail(text: string): string | undefined {
  const bare = text
    .replace(/^mailto:/iu, '')
    .replace(/^.*<([^<>]+)>$/u, '$1')
    .toLowerCase();
  return bare.length <= 254 && z.email().safeParse(bare).success ? bare : undefined;
}

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || isBlank(cell)) return '';
  return typeof cell === 'string' ? cell : cell.day.split('-').toReversed().join('/');
}
