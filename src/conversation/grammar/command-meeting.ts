/** `réunion <groupe> 12 mars 14 participants`: an achievement, so its date looks back (SPEC §5). */
import { findDate } from '../dates/find-date.ts';
import { performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { findCount } from './count.ts';
import { findCode } from './find-code.ts';
import { findGroup } from './find-group.ts';
import { type Line, offsetBefore } from './line.ts';

/** Enough for a group, a date and a count. */
const longest = 600;
const example = 'réunion THA-G1 12 mars 14 participants';

export function meeting(line: Line, from: number): Understanding {
  const { tokens, speaker } = line;
  const begin = offsetBefore(tokens, from);
  let text = line.text.slice(0, begin + longest);
  const count = findCount(tokens, from);
  if (count) text = blank(text, count.start, count.end);
  const code = findCode(line.index, tokens, from);
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  const codeStart = tokens[code?.from ?? -1]?.start;
  const codeEnd = tokens[(code?.to ?? 0) - 1]?.end;
  const coded = codeStart !== undefined && codeEnd !== undefined;
  const withoutCode = coded ? blank(text, codeStart, codeEnd) : text;
  const date = findDate(withoutCode.slice(begin), { today: speaker.today, look: 'back' });
  if (date.kind === 'impossible') return refuse(date.sentence, example);
  const rest = date.kind === 'found' ? [date.before, date.after] : [withoutCode.slice(begin)];
  const found = findGroup(line, coded ? [line.text.slice(codeStart, codeEnd)] : rest);
  const known = {
    ...(date.kind === 'found' ? { heldOn: date.day } : {}),
    ...(count === undefined ? {} : { participants: count.count }),
  };
  if (found.groups.length === 0) return performOrAsk(line, [{ name: 'meeting', ...known }], false);
  const commands = found.groups.map(
    (group): Command => ({ name: 'meeting', group: group.code, ...known }),
  );
  return performOrAsk(line, commands, found.unsure || found.partly === true);
}

/** Commas, so that what stood on both sides is not read as one. */
function blank(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${','.repeat(Math.max(0, end - start))}${text.slice(end)}`;
}
