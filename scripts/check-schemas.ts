/**
 * Validates the Slack manifest against Slack's own schema, where a copy of it lies beside the
 * project (`../shared/schemas`). Without one there is nothing to check: a fresh clone has none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const root = new URL('../', import.meta.url);
const schemas = new URL('../shared/schemas/', root);

/** File of the project, schema it must satisfy. */
const CHECKS = [['manifest/slack/manifest.json', 'slack-manifest-2.schema.json']] as const;

function read(url: URL): unknown {
  return JSON.parse(readFileSync(url, 'utf8'));
}

function check(file: string, schema: string): boolean {
  const at = new URL(schema, schemas);
  if (!existsSync(at)) {
    process.stdout.write(`${file}: not checked, no ${fileURLToPath(at)}\n`);
    return true;
  }
  // Slack writes `regex` where JSON Schema says `pattern`: unknown keywords are let through.
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(read(at) as object);
  const valid = validate(read(new URL(file, root)));
  process.stdout.write(
    valid
      ? `${file}: valid\n`
      : `${file}: ${ajv.errorsText(validate.errors, { separator: '\n  ' })}\n`,
  );
  return valid;
}

const results = CHECKS.map(([file, schema]) => check(file, schema));
process.exitCode = results.every(Boolean) ? 0 : 1;
