/** What a validation would be about: the circuit, then an action or a group, in any order. */
import type { Circuit } from '../../domain/pact.ts';
import { refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { codesTogether, findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import type { Name } from './name-index.ts';
import { colon } from './news.ts';
import { pastTitle, titleOf } from './news-around.ts';
import { phraseSet, without } from './phrases.ts';
import { core, isParticle, type Token, wordsOf } from './tokens.ts';

export type CircuitSubject = Omit<Extract<Command, { name: 'simulate' }>, 'name'>;

export type SubjectRead =
  | {
      readonly kind: 'read';
      /** At least one; several must be asked. */
      readonly options: readonly CircuitSubject[];
      readonly unsure: boolean;
      /** What was said besides, as typed. */
      readonly comment: string;
    }
  | { readonly kind: 'refused'; readonly understanding: Understanding };

const noise = phraseSet(`
  validation, validations, valider, valide, demande, demandes, demander, visa, circuit, circuits,
  action, actions, groupe, groupes, groupe de travail, gt, faire, que, qui, soit, je, j, on, nous,
  ma, mon, mes, notre, nos, cette, ce, concernant, au sujet de, a propos de, svp, merci, est, ai,
  quelque chose, ici, maintenant
`);
const leading = /^[\s:,;.\uFF1A\u2013\u2014-]+/u;
const longestCircuit = 6;

/** Where a stretch of words stands in the line. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function hasSubject(line: Line, from: number): boolean {
  return core(without(noise, line.tokens.slice(from))).length > 0;
}

export function readSubject(line: Line, from: number, known?: readonly Circuit[]): SubjectRead {
  const { tokens, text, index } = line;
  const until = beforeColon(line, from);
  const code = findCode(index, tokens, from, until);
  if (code?.kind === 'unknown') return refused(noSuchCode(line, code.typed));
  const together = code && codesTogether(index, tokens, code);
  const coded = code && together ? [{ from: code.from, to: together.to }] : [];
  const found = known ? undefined : findCircuit(line, from, until, coded);
  const circuits = known ?? found?.circuits ?? [];
  const taken = [...coded, ...(found ? [found] : [])];
  const free = (at: number) => !taken.some((one) => one.from <= at && at < one.to);
  const unsure = found?.unsure === true;
  if (!code || !together) {
    const rest = tokens.slice(from, until).filter((_, at) => free(from + at));
    return byTitle(line, rest, circuits, unsure, afterColon(line, from));
  }
  const last = Math.max(...taken.map((one) => one.to));
  const before = tokens.slice(from, last).filter((_, at) => free(from + at));
  const title = titleOf(line, code.from, code.to);
  const strange = wordsOf(core(without(noise, before))).some((word) => !title.includes(word));
  const end = together.to === last ? pastTitle(tokens, last, title) : last;
  const tail = core(without(noise, tokens.slice(end, Math.max(end, until))));
  const comment =
    tail.length === 0
      ? afterColon(line, from)
      : text
          .slice(tokens[end - 1]?.end ?? text.length)
          .replace(leading, '')
          .trim();
  return combine(line, circuits, together.names, unsure || strange, comment);
}

/** Index of the first word after the first colon. */
function beforeColon(line: Line, from: number): number {
  const at = colonOffset(line, from);
  const until = at === -1 ? -1 : line.tokens.findIndex((token, i) => i >= from && token.start > at);
  return until === -1 ? line.tokens.length : until;
}

function afterColon(line: Line, from: number): string {
  const at = colonOffset(line, from);
  return at === -1 ? '' : line.text.slice(at + 1).trim();
}

/** A colon right after the command word, or right before a code, separates nothing. */
function colonOffset(line: Line, from: number): number {
  const { tokens, text, index } = line;
  const begin = tokens[from]?.start ?? text.length;
  const at = text.slice(begin).search(colon);
  if (at === -1) return -1;
  const next = tokens.findIndex((token) => token.start > begin + at);
  const code = findCode(index, tokens, from);
  return code !== undefined && code.from === next ? -1 : begin + at;
}

type CircuitFound = Stretch & { readonly circuits: readonly Circuit[]; readonly unsure: boolean };

/** A name or the beginning of one; else what may be a misspelling. */
function findCircuit(
  line: Line,
  from: number,
  until: number,
  taken: readonly Stretch[],
): CircuitFound | undefined {
  let near: CircuitFound | undefined;
  for (let at = from; at < until; at += 1) {
    const { word } = line.tokens[at] ?? { word: '' };
    if (isParticle(word) || noise.at(line.tokens, at)) continue;
    for (let to = Math.min(at + longestCircuit, until); to > at; to -= 1) {
      if (taken.some((one) => one.from < to && at < one.to)) continue;
      if (isParticle(line.tokens[to - 1]?.word ?? '')) continue;
      const phrase = wordsOf(core(line.tokens.slice(at, to)));
      const found = findName(line.index, phrase, ['circuit']);
      if (found.how === 'none') continue;
      const match = { from: at, to, circuits: circuitsOf(line, found.names) };
      if (found.how === 'exact') return { ...match, unsure: false };
      near ??= { ...match, unsure: true };
    }
  }
  return near;
}

function circuitsOf(line: Line, names: readonly Name[]): readonly Circuit[] {
  return line.vocabulary.pact.circuits.filter((c) => names.some((name) => name.code === c.code));
}

/** No code: the other words are the title of an action or of a group. */
function byTitle(
  line: Line,
  rest: readonly Token[],
  circuits: readonly Circuit[],
  unsure: boolean,
  comment: string,
): SubjectRead {
  const phrase = wordsOf(core(without(noise, rest)));
  if (phrase.length === 0) return combine(line, circuits, [], unsure, comment);
  const found = findName(line.index, phrase, kindsFor(circuits));
  if (found.how !== 'none') {
    return combine(line, circuits, found.names, unsure || found.how !== 'exact', comment);
  }
  const typed = phrase.join(' ').slice(0, 60);
  const example = `demander ${line.vocabulary.pact.circuits[0]?.code ?? ''} THA-3`;
  if (circuits.length > 0) {
    return refused(
      refuse(`Je ne trouve ni action ni groupe « ${typed} ». Indiquez son code.`, example),
    );
  }
  const all = line.vocabulary.pact.circuits.map((c) => c.code).join(', ');
  return refused(
    refuse(`Je ne trouve ni circuit ni action « ${typed} ». Les circuits : ${all}.`, example),
  );
}

function kindsFor(circuits: readonly Circuit[]): readonly ('action' | 'group')[] {
  const [only, ...others] = circuits;
  if (!only || others.length > 0 || only.subject === 'free') return ['action', 'group'];
  if (only.subject === 'indicators') return ['action', 'group'];
  return only.subject === 'pilotChange' ? ['group'] : ['action'];
}

/** Each circuit with each subject it can have: a pilot is of a group, the rest is of an action. */
function combine(
  line: Line,
  circuits: readonly Circuit[],
  names: readonly Name[],
  unsure: boolean,
  comment: string,
): SubjectRead {
  const options: CircuitSubject[] = [];
  let turned = false;
  for (const circuit of circuits.length > 0 ? circuits : [undefined]) {
    const of = circuit === undefined ? {} : { circuit: circuit.code };
    if (names.length === 0) options.push(of);
    for (const name of names) {
      const subjects = subjectsOf(line, name, circuit);
      turned ||= subjects.some((s) => s.group !== name.code && s.action !== name.code);
      options.push(...subjects.map((subject) => ({ ...of, ...subject })));
    }
  }
  if (options.length > 0) return { kind: 'read', options, unsure: unsure || turned, comment };
  return refused(
    refuse(`Le groupe ${names[0]?.code ?? ''} n’a pas encore d’action.`, 'nouvelle action'),
  );
}

function subjectsOf(line: Line, name: Name, circuit?: Circuit): readonly CircuitSubject[] {
  const own = name.kind === 'group' ? { group: name.code } : { action: name.code };
  if (circuit === undefined || circuit.subject === 'free' || circuit.subject === 'indicators')
    return [own];
  const { actions } = line.vocabulary;
  if (circuit.subject === 'pilotChange') {
    const group = actions.find((a) => a.code === name.code)?.group;
    return name.kind === 'group' || group === undefined ? [own] : [{ group }];
  }
  if (name.kind !== 'group') return [own];
  return actions.filter((a) => a.group === name.code).map((a) => ({ action: a.code }));
}

function refused(understanding: Understanding): SubjectRead {
  return { kind: 'refused', understanding };
}
