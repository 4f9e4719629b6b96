import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeReportsHere, type ReportRequest } from '../../src/reports/make-report.ts';
import { reportProcesses } from '../../src/reports/report-process.ts';
import { openForReading } from '../../src/store/database.ts';
import { pactId, reviewScene } from '../support/review-scene.ts';
import { openWorld } from '../support/world.ts';

const request: ReportRequest = {
  ...{ span: { kind: 'year', year: 2027 }, scope: { kind: 'pact' }, today: '2028-03-01' },
  ...{ pactId, forms: ['workbook', 'pictures'] },
};

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'relais-report-'));
  return {
    path: join(path, 'relais.sqlite'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
}

describe('a bilan made in a process of its own', () => {
  it('is the one made here, while the bot goes on writing', { timeout: 60_000 }, async () => {
    using where = folder();
    await using scene = await reviewScene(where.path);
    await using processes = reportProcesses(where.path);
    const { db } = scene.world;
    // A transaction is under way: the reading beside it waits for nobody, and keeps nobody waiting.
    const made = await db.transaction().execute(async (trx) => {
      await trx.updateTable('nameRevision').set({ revision: 99 }).execute();
      return processes.make(request);
    });
    const here = await makeReportsHere(db)(request);
    expect(made.summary).toEqual(here.summary);
    expect(made.files.map(({ name, content }) => [name, content.length > 1000])).toEqual(
      here.files.map(({ name }) => [name, true]),
    );
    expect(made.files[1]?.content).toEqual(here.files[1]?.content);
  });

  it('fails without saying what the store holds', { timeout: 60_000 }, async () => {
    using where = folder();
    await using _world = await openWorld({ path: where.path });
    await using processes = reportProcesses(where.path);
    await expect(processes.make({ ...request, pactId: 'inconnu' })).rejects.toThrow(/^Error /u);
    await expect(processes.make({ ...request, pactId: 'inconnu' })).rejects.not.toThrow(/inconnu/u);
    await using missing = reportProcesses(join(where.path, 'absent'));
    await expect(missing.make(request)).rejects.toThrow(/SqliteError/u);
  });

  it('is given up when the bot stops', { timeout: 60_000 }, async () => {
    using where = folder();
    await using _world = await openWorld({ path: where.path });
    const processes = reportProcesses(where.path);
    const making = Promise.allSettled([processes.make(request), processes.make(request)]);
    // Let the first ones start.
    await new Promise(setImmediate);
    await processes[Symbol.asyncDispose]();
    const results = await making;
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('a connection for reading', () => {
  it('writes nothing, and sees the file as it was at its first reading', async () => {
    using where = folder();
    await using world = await openWorld({ path: where.path });
    const reading = openForReading(where.path);
    const groups = () => reading.selectFrom('workingGroup').select('code').execute();
    expect(await groups()).toEqual([]);
    await world.group();
    expect(await groups()).toEqual([]);
    await expect(
      reading.updateTable('nameRevision').set({ revision: 3 }).execute(),
    ).rejects.toThrow(/readonly/u);
    await reading.destroy();
  });

  it('is refused at once when too many wait already', { timeout: 60_000 }, async () => {
    using where = folder();
    await using _world = await openWorld({ path: where.path });
    await using processes = reportProcesses(where.path);
    const asked = Array.from({ length: 23 }, () => processes.make(request));
    const all = Promise.allSettled(asked);
    await expect(asked[22]).rejects.toThrow('too many wait');
    await processes[Symbol.asyncDispose]();
    void all;
  });
});
