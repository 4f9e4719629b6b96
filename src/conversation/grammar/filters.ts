/** Filters of a list of actions: territory, axis, theme, audience, status, group, structure, word. */
import { refuse } from './answers.ts';
import type { ActionFilters, Understanding } from './command.ts';
import { flags, type Meaning, negations, paging, previousPact } from './filter-words.ts';
import { type CodeMatch, findCode } from './find-code.ts';
import type { Line } from './line.ts';
import { NameFilters } from './name-filters.ts';
import { quotedIn } from './quotes.ts';
import { saidAt } from './statuses.ts';
import { isParticle, type Token } from './tokens.ts';

export interface FiltersRead {
  /** What the words may mean; several, or `unsure`, must be asked. */
  readonly alternatives: readonly ActionFilters[];
  readonly unsure: boolean;
  readonly page: number;
  /** «suite»: the page after the last one shown. */
  readonly next: boolean;
  readonly code?: CodeMatch;
  /** Words that are no filter, looked for in titles. */
  readonly leftover: readonly string[];
  readonly refused?: Understanding;
}

export function readFilters(line: Line, from: number): FiltersRead {
  const reader = new Reader(line, from);
  reader.fixedWords();
  if (!reader.refused) reader.names();
  return reader.result();
}

/** Collects what each stretch of words may mean; lives for one line. */
class Reader {
  refused: Understanding | undefined;
  readonly #line: Line;
  readonly #tokens: readonly Token[];
  readonly #taken: boolean[];
  readonly #parts: Meaning[] = [];
  readonly #names: NameFilters;
  #page = 1;
  #next = false;
  #code: CodeMatch | undefined;

  constructor(line: Line, from: number) {
    this.#line = line;
    this.#names = new NameFilters(line, this.#parts);
    this.#tokens = line.tokens;
    this.#taken = line.tokens.map((_, at) => at < from);
    for (const quoted of quotedIn(line.text)) {
      if ((line.tokens[from]?.start ?? Number.POSITIVE_INFINITY) > quoted.end) continue;
      this.#parts.push([{ word: quoted.inside }]);
      line.tokens.forEach((token, at) => {
        if (token.start >= quoted.start && token.end <= quoted.end) this.#taken[at] = true;
      });
    }
  }

  #take(at: number, length: number): number {
    this.#taken.fill(true, at, at + length);
    return at + length;
  }

  /** Codes, pages, axes, statuses: words that are what they are wherever they stand. */
  fixedWords(): void {
    for (let at = 0; at < this.#tokens.length && !this.refused; ) {
      at = this.#taken[at] ? at + 1 : this.#fixedAt(at);
    }
  }

  #fixedAt(at: number): number {
    const tokens = this.#tokens;
    const word = tokens[at]?.word ?? '';
    const number = Number(tokens[at + 1]?.word ?? Number.NaN);
    if (word === 'axe' || word === 'axes') {
      if (!Number.isInteger(number)) return this.#take(at, 1);
      this.#axis(number);
      return this.#take(at, 2);
    }
    if ((word === 'page' || word === 'p') && number >= 1) {
      this.#page = Math.min(number, 9999);
      return this.#take(at, 2);
    }
    if (negations.has(word) && !flags.at(tokens, at) && !this.#line.index.filters.at(tokens, at)) {
      this.refused = refuse(
        'Les listes ne savent pas exclure. Demandez ce que vous voulez voir, par exemple « actions en cours ».',
        'actions en cours',
      );
      return at + 1;
    }
    const next = paging.at(tokens, at);
    if (next) {
      this.#next = true;
      return this.#take(at, next.length);
    }
    const code = findCode(this.#line.index, tokens, at, Math.min(at + 6, tokens.length));
    if (code?.from === at) {
      if (code.kind === 'known' && code.name.kind === 'group') {
        this.#parts.push([{ group: code.name.code }]);
      } else this.#code ??= code;
      return this.#take(at, code.to - at);
    }
    return this.#phraseAt(at) ?? at + 1;
  }

  #phraseAt(at: number): number | undefined {
    const pact = this.#pactAt(at);
    if (pact !== undefined) return pact;
    const flag = flags.at(this.#tokens, at);
    if (flag) {
      this.#parts.push(flag.value);
      return this.#take(at, flag.length);
    }
    const said = saidAt(this.#tokens, at);
    if (said?.value.kind === 'status') {
      this.#parts.push([{ status: said.value.status }]);
      return this.#take(at, said.length);
    }
    return undefined;
  }

  #axis(number: number): void {
    const { axes } = this.#line.vocabulary.pact;
    const axis = axes.find((a) => a.number === number);
    if (axis) this.#parts.push([{ axis: axis.code }]);
    else {
      const last = axes.length;
      this.refused = refuse(
        `Le pacte n’a pas d’axe ${number} : ses axes vont de 1 à ${last}.`,
        'actions axe 1',
      );
    }
  }

  /** «2017», «l'ancien pacte», «pacte 2017-2021». */
  #pactAt(at: number): number | undefined {
    const past = this.#line.vocabulary.pastPacts ?? [];
    const year = this.#tokens[at]?.word ?? '';
    if (/^20\d\d$/.test(year)) {
      const pact = past.find((p) => p.startsOn.slice(0, 4) <= year && year <= p.endsOn.slice(0, 4));
      if (!pact) return undefined;
      this.#parts.push([{ pact: pact.id }]);
      const until = /^20\d\d$/.test(this.#tokens[at + 1]?.word ?? '') ? 2 : 1;
      return this.#take(at, until);
    }
    const phrase = previousPact.at(this.#tokens, at);
    if (!phrase || past.length === 0) return undefined;
    if (phrase.length === 2 && this.#tokens[at + 1]?.word !== 'de') {
      this.#parts.push(past.map((p) => ({ pact: p.id })));
    }
    return this.#take(at, phrase.length);
  }

  /** Names, stretch by stretch between the words already understood. */
  names(): void {
    let stretch: Token[] = [];
    for (let at = 0; at <= this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token && !this.#taken[at]) {
        if (!isParticle(token.word)) stretch.push(token);
        continue;
      }
      if (stretch.length > 0) this.#names.read(stretch);
      stretch = [];
    }
  }

  result(): FiltersRead {
    let alternatives: readonly ActionFilters[] = [{}];
    for (const part of this.#parts) {
      alternatives = alternatives
        .flatMap((so) => part.flatMap((one) => join(so, one)))
        .slice(0, 12);
    }
    return {
      alternatives,
      unsure: this.#names.unsure,
      page: this.#page,
      next: this.#next,
      leftover: this.#names.leftover,
      ...(this.#code === undefined ? {} : { code: this.#code }),
      ...(this.refused === undefined ? {} : { refused: this.refused }),
    };
  }
}

/** Two values for one filter («thau et biterrois») cannot both hold: either is offered. */
function join(so: ActionFilters, one: ActionFilters): readonly ActionFilters[] {
  const clash = Object.keys(one).some((key) => {
    const kind = key as keyof ActionFilters;
    return so[kind] !== undefined && so[kind] !== one[kind];
  });
  if (!clash) return [{ ...so, ...one }];
  const { word: before, ...rest } = so;
  const { word: after, ...more } = one;
  if (before !== undefined && after !== undefined && Object.keys(more).length === 0) {
    return [{ ...rest, word: `${before} ${after}` }];
  }
  return [so, { ...so, ...one }];
}
