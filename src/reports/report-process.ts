/** Bilans made in a short-lived process of their own, a few at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MadeReport, ReportMaker } from './make-report.ts';
import type { ChildRequest } from './report-child.ts';

const child = fileURLToPath(new URL('report-child.ts', import.meta.url));
/** Each takes a processor for as long as it lasts. */
const atOnce = 2;
/** Beyond, whoever asks is told at once rather than after everybody else. */
const mostWaiting = 20;
/** Far beyond what the largest pact takes: the process is stuck. */
const patienceMs = 300_000;
/** Nearly all it allocates dies young: with the default room, a tenth of its time is collecting. */
const youngHeap = ['--max-semi-space-size=64'];

export interface ReportProcesses extends AsyncDisposable {
  readonly make: ReportMaker;
}

/** @param databasePath the file of the bot, which each process opens for reading only */
export function reportProcesses(databasePath: string): ReportProcesses {
  const running = new Set<ChildProcess>();
  const waiting: (() => void)[] = [];
  let taken = 0;
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };
  return {
    async make(request) {
      if (waiting.length >= mostWaiting) throw new ReportFailed('too many wait');
      if (taken < atOnce) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await inChild({ databasePath, request }, running);
      } finally {
        release();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const one of running) one.kill();
    },
  };
}

function inChild(request: ChildRequest, running: Set<ChildProcess>): Promise<MadeReport> {
  const { promise, resolve, reject } = Promise.withResolvers<MadeReport>();
  const process = fork(child, {
    execArgv: youngHeap,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: patienceMs,
  });
  running.add(process);
  process.once('message', (message) => {
    if (isFailure(message)) reject(new ReportFailed(message.failed));
    else resolve(message as unknown as MadeReport);
  });
  process.once('error', reject);
  process.once('exit', (code, signal) => {
    running.delete(process);
    reject(new ReportFailed(`the process ended with ${signal ?? code}`));
  });
  process.send(request);
  return promise;
}

function isFailure(message: unknown): message is { readonly failed: string } {
  return typeof message === 'object' && message !== null && 'failed' in message;
}

class ReportFailed extends Error {
  override readonly name = 'ReportFailed';
}
