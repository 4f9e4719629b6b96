/** `relais import people FILE [--apply]`. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Result } from '../domain/result.ts';
import {
  applyPeopleImport,
  type PeopleImport,
  planPeopleImport,
} from '../use-cases/import-people.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { asCommandLine, ensurePact, withStore } from './open-store.ts';

export async function importPeople(
  console: Console,
  path: string,
  apply: boolean,
): Promise<ExitStatus> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    say(
      console.complain,
      `Le fichier « ${path} » ne peut pas être lu : vérifiez son nom et son dossier.`,
    );
    return 1;
  }
  return withStore(console, { create: true }, async (store) => {
    if (!(await ensurePact(store, console))) return 1;
    const act = apply ? applyPeopleImport : planPeopleImport;
    const result = await asCommandLine(store.db, (context) => act(context, bytes, basename(path)));
    return tell(console, result, apply);
  });
}

function tell(
  console: Console,
  result: Result<PeopleImport, Refusal>,
  applied: boolean,
): ExitStatus {
  if (!result.ok) {
    say(console.complain, refusalSentence(result.refusal));
    return 1;
  }
  const told = result.value;
  if (!told.ok) {
    const count = told.errors.length;
    say(console.complain, ...told.errors);
    say(console.complain, `${count} erreur${count > 1 ? 's' : ''} : rien n’a été enregistré.`);
    return 1;
  }
  const { changes, notices, kept, unchanged } = told;
  say(console.write, ...changes, ...notices, kept);
  if (unchanged > 0) say(console.write, `Lignes sans changement : ${unchanged}.`);
  say(console.write, conclusion(changes.length, applied));
  return 0;
}

function conclusion(count: number, applied: boolean): string {
  if (count === 0) return 'Rien ne change : tout est déjà enregistré.';
  const several = count > 1 ? 's' : '';
  return applied
    ? `${count} changement${several} enregistré${several}.`
    : `${count} changement${several} prévu${several}. Rien n’est encore enregistré : relancez avec --apply.`;
}

function refusalSentence(refusal: Refusal): string {
  return refusal.kind === 'pactClosed'
    ? `Le « ${refusal.title} » est clos : il se lit, mais ne se modifie plus.`
    : 'L’import a été refusé.';
}
