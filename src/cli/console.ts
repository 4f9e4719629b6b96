/** What every command is given, and how commands speak: French sentences, one a line. */
import { frenchSpaces } from '../french/typography.ts';

export interface Console {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  /** For what went wrong. */
  readonly complain: (text: string) => void;
}

/** 0: done; 1: refused; 2: misused. */
export type ExitStatus = 0 | 1 | 2;

export function say(to: (text: string) => void, ...lines: readonly string[]): void {
  for (const line of lines) to(`${frenchSpaces(line)}\n`);
}
