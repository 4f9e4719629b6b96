/** What Slack refuses, checked on what the adapter made: the limits are written again here. */

interface Found {
  readonly path: string;
  readonly type: unknown;
  readonly node: Record<string, unknown>;
}

function* objects(value: unknown, path = '$'): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* objects(item, `${path}[${index}]`);
    }
  } else if (value !== null && typeof value === 'object') {
    const node = value as Record<string, unknown>;
    yield { path, type: node.type, node };
    for (const [key, item] of Object.entries(node)) {
      yield* objects(item, `${path}.${key}`);
    }
  }
}

function text(node: Record<string, unknown>, key = 'text'): string {
  const inner = node[key] as { text?: unknown } | undefined;
  return typeof inner?.text === 'string' ? inner.text : '';
}

/** One line per limit that is not kept; empty when Slack would take it. */
export function brokenLimits(blocks: readonly unknown[], maxBlocks = 50): string[] {
  const broken: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) {
      broken.push(what);
    }
  };
  expect(blocks.length <= maxBlocks, `${blocks.length} blocks`);
  const ids = blocks.map((block) => (block as { block_id?: unknown }).block_id);
  expect(
    ids.every((id) => typeof id === 'string' && id.length > 0 && id.length <= 255),
    'a block without block_id',
  );
  expect(new Set(ids).size === ids.length, 'a block_id twice');
  if (maxBlocks === 50) {
    expect(JSON.stringify(blocks).length <= 13_200, `${JSON.stringify(blocks).length} characters`);
  }
  const actionIds: unknown[] = [];
  for (const { path, type, node } of objects(blocks)) {
    const within = (size: number, limit: number, what: string): void =>
      expect(size <= limit, `${path}: ${what} ${size} > ${limit}`);
    if (type === 'plain_text' || type === 'mrkdwn') {
      expect(String(node.text).length > 0, `${path}: empty text`);
    } else if (type === 'section') {
      within(text(node).length, 3000, 'section');
    } else if (type === 'header') {
      within(text(node).length, 150, 'header');
    } else if (type === 'context') {
      within((node.elements as unknown[]).length, 10, 'context');
    } else if (type === 'actions') {
      within((node.elements as unknown[]).length, 25, 'actions');
      expect((node.elements as unknown[]).length > 0, `${path}: no button`);
    } else if (type === 'button') {
      within(text(node).length, 75, 'button');
      within(String(node.value).length, 2000, 'value');
      actionIds.push(node.action_id);
      if (node.confirm !== undefined) {
        const confirm = node.confirm as Record<string, unknown>;
        within(text(confirm, 'title').length, 100, 'confirm title');
        within(text(confirm).length, 300, 'confirm text');
        within(text(confirm, 'confirm').length, 30, 'confirm label');
        within(text(confirm, 'deny').length, 30, 'deny label');
      }
    } else if (type === 'modal') {
      within(text(node, 'title').length, 24, 'modal title');
      within(text(node, 'submit').length, 24, 'modal submit');
      within(String(node.private_metadata).length, 3000, 'private_metadata');
    } else if (type === 'input') {
      within(text(node, 'label').length, 2000, 'label');
    } else if (type === 'static_select' || type === 'checkboxes') {
      const options = node.options as Record<string, unknown>[];
      within(options.length, type === 'checkboxes' ? 10 : 100, 'options');
      expect(options.length > 0, `${path}: no option`);
      for (const option of options) {
        within(text(option).length, 75, 'option');
        within(String(option.value).length, 150, 'option value');
      }
    } else if (type === 'plain_text_input') {
      within(Number(node.max_length), 3000, 'max_length');
      within(String(node.initial_value ?? '').length, Number(node.max_length), 'initial_value');
    }
  }
  expect(new Set(actionIds).size === actionIds.length, 'an action_id twice');
  return broken;
}

/** Every text Slack reads as mrkdwn. */
export function mrkdwnTexts(blocks: readonly unknown[]): string[] {
  return [...objects(blocks)]
    .filter(({ type }) => type === 'mrkdwn')
    .map(({ node }) => String(node.text));
}
