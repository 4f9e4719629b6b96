import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forgetErasedBytes, forgetWhatWaits, openForReading } from '../../src/store/database.ts';
import { openWorld } from '../support/world.ts';

it('keeps every file of the database from the other users of the machine', async () => {
  const root = mkdtempSync(join(tmpdir(), 'relais-'));
  const directory = join(root, 'var');
  try {
    await using _world = await openWorld({ path: join(directory, 'relais.sqlite') });
    const files = readdirSync(directory).map((name) => join(directory, name));
    expect(files).toHaveLength(3);
    for (const path of [directory, ...files]) expect(statSync(path).mode & 0o077).toBe(0);
  } finally {
    rmSync(root, { recursive: true });
  }
});

it('leaves what was erased to a later tick while something is being read, without waiting', async () => {
  const root = mkdtempSync(join(tmpdir(), 'relais-'));
  const path = join(root, 'relais.sqlite');
  try {
    await using world = await openWorld({ path });
    const reader = openForReading(path);
    await reader.selectFrom('person').selectAll().execute();
    await world.person({ lastName: 'Quatrebarbes' });
    expect(await forgetErasedBytes(world.db)).toBe(false);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await reader.destroy();
    await forgetWhatWaits(world.db);
    expect(statSync(`${path}-wal`).size).toBe(0);
  } finally {
    rmSync(root, { recursive: true });
  }
});
