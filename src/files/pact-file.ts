/** Reads a pact file: everything wrong at once, each fault with its place, sentence and remedy. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { PactDefinition } from '../domain/pact.ts';
import { frenchSpaces } from '../french/typography.ts';
import { sayIssue } from './pact-blocks.ts';
import { checkPact } from './pact-checks.ts';
import type { Path } from './pact-checks-names.ts';
import { toPact } from './pact-mapping.ts';
import { pactSchema } from './pact-schema.ts';

export interface PactFileError {
  readonly file: string;
  /** Where in the file, as `circuits[0].étapes[1]`; empty: the file as a whole. */
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
  /** French: what is wrong, and what to write instead. */
  readonly message: string;
}

export type PactFileResult =
  | { readonly ok: true; readonly pact: PactDefinition; readonly hash: string }
  | { readonly ok: false; readonly errors: readonly PactFileError[] };

/** `hash` is the SHA-256 of the bytes read, in hexadecimal. Never throws. */
export function readPactFile(path: string): PactFileResult {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    const message =
      'Le fichier du pacte ne peut pas être lu : vérifiez son nom, son dossier et les droits de lecture.';
    return { ok: false, errors: [{ file: path, path: '', message: frenchSpaces(message) }] };
  }
  return readPactText(content, path);
}

/** The same for a text already in memory; `file` is only said in errors. */
export function readPactText(content: string, file: string): PactFileResult {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const errors = document.errors.map((error) => ({
      file,
      path: '',
      line: lines.linePos(error.pos[0]).line,
      message: frenchSpaces(sayYamlError(error)),
    }));
    return { ok: false, errors };
  }

  const lineOf = (path: Path): number | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const fault = (path: Path, message: string): PactFileError => {
    const line = lineOf(path);
    return {
      file,
      path: sayPath(path),
      ...(line === undefined ? {} : { line }),
      message: frenchSpaces(message),
    };
  };

  const read = pactSchema.safeParse(document.toJS(), { error: sayIssue });
  if (!read.success) {
    const errors = read.error.issues.map((issue) => fault(toPath(issue.path), issue.message));
    return { ok: false, errors };
  }
  const problems = checkPact(read.data);
  if (problems.length > 0) {
    return { ok: false, errors: problems.map((p) => fault(p.path, p.message)) };
  }
  const hash = createHash('sha256').update(content).digest('hex');
  return { ok: true, pact: toPact(read.data), hash };
}

function toPath(path: readonly PropertyKey[]): Path {
  return path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function sayPath(path: Path): string {
  return path.reduce<string>((said, key) => {
    if (typeof key === 'number') return `${said}[${key}]`;
    return said === '' ? key : `${said}.${key}`;
  }, '');
}

function sayYamlError(error: YAMLError): string {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return 'La même clé est écrite deux fois dans ce bloc : gardez une seule des deux lignes.';
    case 'TAB_AS_INDENT':
      return 'Cette ligne commence par une tabulation : remplacez-la par des espaces.';
    case 'MISSING_CHAR':
      return 'Il manque un signe ici : refermez les guillemets, ou mettez un espace après les deux-points.';
    default:
      return 'Le fichier ne se lit pas à cet endroit : vérifiez les retraits (des espaces), les deux-points suivis d’un espace, et les guillemets autour d’un texte qui contient « : ».';
  }
}
