/** The folder a command writes its files in: new or empty, and for its owner alone. */
import { mkdirSync, readdirSync } from 'node:fs';

/** Why the folder cannot be used; nothing is ever overwritten. */
export function prepareFolder(directory: string): string | undefined {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (readdirSync(directory).length === 0) return undefined;
    return `Le dossier « ${directory} » n’est pas vide : indiquez-en un autre.`;
  } catch {
    return `Le dossier « ${directory} » ne peut pas être créé : vérifiez son nom et vos droits.`;
  }
}
