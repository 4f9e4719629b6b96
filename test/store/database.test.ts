import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
