/** What keeps the bot from starting, told in French to the person who starts it. */
import { frenchSpaces } from './french/typography.ts';

export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly sentences: readonly string[];
  /** What failed, when it is not the bot: heads the sentences. */
  readonly what: string | undefined;

  constructor(sentences: readonly string[], options?: ErrorOptions & { readonly what?: string }) {
    super(sentences[0] ?? 'start failure', options);
    this.what = options?.what;
    this.sentences = sentences.map(frenchSpaces);
  }
}

/** The code that Node or SQLite gave an error, if any. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

export function portInUse(variable: string, port: number): StartFailure {
  return new StartFailure([
    `Le port ${port} est déjà pris. Fermez le programme qui l’occupe, ou choisissez un autre port avec ${variable} (par exemple ${variable}=${port + 1}).`,
  ]);
}

/** The address of `HOST` and `PORT` cannot be listened on. */
export function cannotListen(host: string, port: number, error: unknown): StartFailure {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return portInUse('PORT', port);
  return new StartFailure(
    [
      `Le bot ne peut pas écouter à l’adresse ${host}, port ${port} (${code ?? 'erreur'}). Vérifiez HOST et PORT.`,
    ],
    { cause: error },
  );
}

export function cannotOpenDatabase(path: string, error: unknown): StartFailure {
  return new StartFailure(
    [
      `La base de données ${path} ne s’ouvre pas (${codeOf(error) ?? 'erreur'}). Vérifiez DATABASE_PATH, les droits sur ce fichier et l’espace libre ; si le fichier est abîmé, reprenez une sauvegarde.`,
    ],
    { cause: error },
  );
}
