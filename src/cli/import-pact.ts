/** `relais import pact FILE`. */
import { readPactFile } from '../files/pact-file.ts';
import { readPact } from '../store/pacts.ts';
import { type LoadedPact, loadPact } from '../use-cases/load-pact.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { ensurePact, momentOf, placed, withStore } from './open-store.ts';

/** The current pact is the one of PACT_FILE; any other enters beside it. */
export async function importPact(console: Console, path: string): Promise<ExitStatus> {
  const file = readPactFile(path);
  if (!file.ok) {
    for (const error of file.errors)
      say(console.complain, placed(path, error.path, error.line, error.message));
    return 1;
  }
  const { pact: definition, hash } = file;
  return withStore(console, { create: true }, async (store) => {
    if (!(await ensurePact(store, console))) return 1;
    const loaded = await store.db.transaction().execute(async (trx) => {
      const known = await readPact(trx, definition.id);
      const current = known?.isCurrent ?? false;
      return loadPact(momentOf(trx), { definition, hash, current });
    });
    say(console.write, ...sentences(loaded, definition.title));
    return 0;
  });
}

const outcomes: Readonly<Record<LoadedPact['outcome'], string>> = {
  loaded: 'est chargé',
  reloaded: 'est rechargé',
  unchanged: 'est déjà chargé : rien ne change',
};

function sentences({ outcome, retired }: LoadedPact, title: string): readonly string[] {
  return [
    `Le pacte « ${title} » ${outcomes[outcome]}.`,
    ...(retired.length > 0
      ? [
          `Absents du fichier mais encore utilisés, donc gardés pour l’historique : ${retired.join(', ')}.`,
        ]
      : []),
  ];
}
