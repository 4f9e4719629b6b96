/**
 * The process that makes one bilan and ends: what it takes of memory and of time is not the bot's.
 * Nothing is written by it, in the store or elsewhere.
 */
import { openForReading } from '../store/database.ts';
import { makeReport, type ReportRequest } from './make-report.ts';

export interface ChildRequest {
  readonly databasePath: string;
  readonly request: ReportRequest;
}

/** The bot has gone: nobody waits for the files any more. */
process.once('disconnect', () => process.exit(0));
process.once('message', (message) => {
  const { databasePath, request } = message as ChildRequest;
  makeReport(() => openForReading(databasePath), request).then(
    (made) => process.send?.(made, () => process.disconnect()),
    (error: unknown) => {
      process.exitCode = 1;
      process.send?.({ failed: describe(error) }, () => process.disconnect());
    },
  );
});

/** Kind and place of the error, without the words it may carry. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const [, where = ''] = /\n\s+at ([^\n]+)/u.exec(error.stack ?? '') ?? [];
  return `${error.name} ${where}`.trim();
}
