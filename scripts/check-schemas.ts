/**
 * Validates what the bot gives to Slack and Teams against their public schemas, where copies of them
 * lie beside the project (`../shared/schemas`): the Slack manifest, and every card that the tests
 * rendered for Teams (`CARD_SHAPES=var/cards npm test` keeps one of each shape). Without schemas
 * there is nothing to check: a fresh clone has none.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';

const root = new URL('../', import.meta.url);
const schemas = new URL('../shared/schemas/', root);
const cards = new URL('var/cards/', root);
/** The conversation has more shapes of cards than this: with fewer, the tests did not keep them. */
const fewestShapes = 100;

const print = (words: string) => process.stdout.write(`${words}\n`);

function read(url: URL): unknown {
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** Undefined where no copy of the schema lies beside the project. */
function validator(schema: string): ValidateFunction | undefined {
  const at = new URL(schema, schemas);
  if (!existsSync(at)) {
    print(`not checked, no ${fileURLToPath(at)}`);
    return undefined;
  }
  // Slack writes `regex` where JSON Schema says `pattern`, and that of cards is of draft 6: unknown
  // keywords are let through.
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  // The name that draft 4 gives a schema, which nothing here refers to.
  const { id: _, ...definition } = z.looseObject({}).parse(read(at));
  return ajv.compile(definition);
}

function errorsOf(validate: ValidateFunction): string {
  return new Ajv().errorsText(validate.errors, { separator: '\n  ' });
}

function checkFile(file: string, schema: string): boolean {
  const validate = validator(schema);
  if (!validate) return true;
  const valid = validate(read(new URL(file, root)));
  print(valid ? `${file}: valid` : `${file}: ${errorsOf(validate)}`);
  return valid;
}

function checkCards(schema: string): boolean {
  const validate = validator(schema);
  if (!validate) return true;
  const files = existsSync(cards) ? readdirSync(cards) : [];
  const lines = files.flatMap((name) => readFileSync(new URL(name, cards), 'utf8').split('\n'));
  const shapes = [...new Set(lines)].filter((line) => line !== '');
  const wrong = shapes.filter((shape) => !validate(JSON.parse(shape)));
  for (const shape of wrong.slice(0, 5)) {
    validate(JSON.parse(shape));
    print(`a card for Teams: ${errorsOf(validate)}\n  ${shape.slice(0, 2000)}`);
  }
  print(`cards for Teams: ${shapes.length} shapes, ${wrong.length} refused`);
  if (shapes.length < fewestShapes) print('run CARD_SHAPES=var/cards npm test first');
  return wrong.length === 0 && shapes.length >= fewestShapes;
}

const results = [
  checkFile('manifest/slack/manifest.json', 'slack-manifest-2.schema.json'),
  checkCards('adaptive-card-1.5.schema.json'),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
