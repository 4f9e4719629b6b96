/** What comes once the card of an answer stands, on any platform: its files, and what takes long. */
import type { Answer } from '../conversation/conversation.ts';
import type { OutFile } from '../conversation/exchange.ts';

/** How somebody is answered from now on, and told of what failed; neither rejects. */
export interface Road {
  give(answer: Answer): Promise<void>;
  /** @param words what is said, with the reference that the log has */
  tell(error: unknown, what: string, words: (reference: string) => string): Promise<void>;
}

/** Files that cannot be given are told beside the card. */
export async function handOver(
  files: readonly OutFile[],
  send: () => Promise<void>,
  unsent: (count: number, reference: string) => string,
  road: Road,
): Promise<void> {
  if (files.length === 0) return;
  try {
    await send();
  } catch (error) {
    await road.tell(error, 'files could not be given', (reference) =>
      unsent(files.length, reference),
    );
  }
}

/** The answer that follows the first, as another message. */
export async function goOn(
  after: () => Promise<Answer>,
  failed: (reference: string) => string,
  road: Road,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await after();
  } catch (error) {
    await road.tell(error, 'what follows an answer could not be prepared', failed);
    return;
  }
  await road.give(answer);
}
