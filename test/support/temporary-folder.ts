import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the test's own, removed with what it holds. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'relais-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
