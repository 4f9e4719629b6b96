/**
 * From words to what they mean (SPEC §5): the command they name, a choice to offer, a refusal that
 * says why, or nothing understood. Pure and synchronous; rights and state are looked at elsewhere.
 */
import { ask, perform } from './answers.ts';
import type { Understanding } from './command.ts';
import { absence, absenceEnd, comeBack } from './command-absence.ts';
import { action, actions, page } from './command-actions.ts';
import { admin } from './command-admin.ts';
import { alert, alertNamed, alerts } from './command-alert.ts';
import { ask as askValidation, pilotChange, simulate, whoDecides } from './command-ask.ts';
import { clock } from './command-clock.ts';
import { agenda, committee, steering } from './command-committee.ts';
import { groups, newAction } from './command-groups.ts';
import { help } from './command-help.ts';
import {
  allIndicators,
  bareNotApplicable,
  indicators,
  namedEvaluation,
  submitIndicators,
} from './command-indicators.ts';
import { meeting } from './command-meeting.ts';
import { inspirations, relay } from './command-relay.ts';
import { reminders } from './command-reminders.ts';
import { assent, requestNamed, requests, toAnswer } from './command-requests.ts';
import { review } from './command-review.ts';
import { update } from './command-update.ts';
import { who } from './command-who.ts';
import { type Line, readLine } from './line.ts';
import { tokenize, wordsOf } from './tokens.ts';
import { type Family, laterVerb, leadingVerb, nearestVerbs, type Verb } from './verbs.ts';
import type { Speaker, Vocabulary } from './vocabulary.ts';
import {
  codeFirst,
  groupCode,
  namesOnly,
  nearNames,
  statusFirst,
  titleInside,
} from './wordless.ts';

export function understand(words: string, vocabulary: Vocabulary, speaker: Speaker): Understanding {
  const line = readLine(words, vocabulary, speaker);
  if (line.start >= line.tokens.length) return withoutWords(line);
  return (
    interpret(line) ?? misspeltVerb(line) ?? titleInside(line) ?? nearNames(line) ?? unknown(line)
  );
}

const families: Readonly<Record<Family, (line: Line, from: number) => Understanding>> = {
  home: () => perform({ name: 'home' }),
  help,
  actions: (line, from) => actions(line, from),
  myActions: (line, from) => actions(line, from, { mine: true }),
  experiments: (line, from) => actions(line, from, { experimentation: true }),
  action,
  update,
  newAction,
  groups,
  meeting,
  who: (line, from) => who(line, from),
  vacant: (line, from) => who(line, from, { vacant: true }),
  relay,
  review: (line, from) => review(line, from),
  pictures: (line, from) => review(line, from, { form: 'pictures' }),
  inspirations,
  ask: askValidation,
  pilotChange,
  toAnswer,
  requests,
  simulate,
  whoDecides,
  absence,
  absenceEnd,
  comeBack,
  committee,
  steering,
  agenda,
  reminders,
  alert,
  alerts: (line) => alerts(line),
  indicators,
  allIndicators,
  evaluation: (line, from) => namedEvaluation(line, from) ?? namesOnly(line) ?? unknown(line),
  submitIndicators,
  admin,
  clock,
  page,
};

/** Nothing to read: an empty line, a greeting, a question mark, signs only. */
function withoutWords(line: Line): Understanding {
  const bare = line.text.replace(/[\s\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+/gu, '');
  if (bare === '' || tokenize(line.text).length > 0) return perform({ name: 'home' });
  if (/^[/?]+$/.test(bare))
    return perform(bare.includes('?') ? { name: 'help' } : { name: 'home' });
  return { kind: 'unknown', nearest: [] };
}

function interpret(line: Line): Understanding | undefined {
  const glued = gluedVerb(line);
  if (glued) return glued;
  const notApplicable = bareNotApplicable(line);
  if (notApplicable) return notApplicable;
  const assented = assent(line);
  if (assented) return assented;
  const verb = leadingVerb(line);
  const named = requestNamed(line, verb);
  if (named) return named;
  const alerted = alertNamed(line, verb);
  if (alerted) return alerted;
  if (verb) return families[verb.family](line, verb.to);
  return (
    codeFirst(line) ??
    statusFirst(line) ??
    fromLaterVerb(line) ??
    groupCode(line) ??
    namesOnly(line)
  );
}

/** «majTHA-3 en cours»: the space was forgotten. */
function gluedVerb(line: Line): Understanding | undefined {
  const first = line.tokens[line.start];
  if (!first || first.word.length < 6 || !first.word.startsWith('maj')) return undefined;
  const { prefixes } = line.index;
  if (!prefixes.has(first.word.slice(3))) return undefined;
  const at = first.start + 3;
  const text = `${line.text.slice(0, at)} ${line.text.slice(at)}`;
  return understand(text, line.vocabulary, line.speaker);
}

/** «thau groupe mobilité»: the command word moved to the front, if all the rest then fits. */
function fromLaterVerb(line: Line): Understanding | undefined {
  const verb = laterVerb(line);
  // «prochaine réunion ?» asks for a date; it logs nothing.
  if (!verb || (verb.family === 'meeting' && line.question)) return undefined;
  const moved = movedToFront(line, verb);
  const found = leadingVerb(moved);
  if (!found) return undefined;
  const meant = families[found.family](moved, found.to);
  return meant.kind === 'command' || meant.kind === 'ask' ? meant : undefined;
}

function movedToFront(line: Line, verb: Verb): Line {
  const { text, tokens, vocabulary, speaker } = line;
  const from = tokens[verb.from]?.start ?? 0;
  const to = tokens[verb.to - 1]?.end ?? from;
  const start = tokens[line.start]?.start ?? 0;
  const reordered = `${text.slice(from, to)} ${text.slice(start, from)} ${text.slice(to)}`;
  return readLine(reordered, vocabulary, speaker);
}

/** «acitons thau»: what the line would mean with the word mended is offered, never done. */
function misspeltVerb(line: Line): Understanding | undefined {
  const first = line.tokens[line.start];
  if (!first) return undefined;
  const commands = nearestVerbs(first.word)
    .map((verb) => `${line.text.slice(0, first.start)}${verb}${line.text.slice(first.end)}`)
    .map((mended) => interpret(readLine(mended, line.vocabulary, line.speaker)))
    .flatMap((meant) => {
      if (meant?.kind === 'command') return [meant.command];
      return meant?.kind === 'ask' ? meant.choices.map((choice) => choice.command) : [];
    });
  return commands.length > 0 ? ask(line, commands) : undefined;
}

function unknown(line: Line): Understanding {
  const nearest = wordsOf(line.tokens.slice(line.start, line.start + 6)).flatMap(nearestVerbs);
  return { kind: 'unknown', nearest: [...new Set(nearest)] };
}
