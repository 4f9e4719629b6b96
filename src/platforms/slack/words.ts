/** What Slack sends as message text → the words as the person sees them. */

/**
 * Slack encodes what was typed: `&amp;`, `<https://…|label>`, `<@U123|name>`, `<!here>`. A person
 * mentioned reads `@U123`: the account's id, the only name that never changes.
 */
export function decodeText(text: string): string {
  return text
    .replace(
      /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g,
      (_all, kind: string, target: string, label = '') => reference(kind, target, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function reference(kind: string, target: string, label: string): string {
  switch (kind) {
    case '@':
      return `@${target}`;
    case '#':
      return `#${label || target}`;
    case '!':
      return label || `@${target.replace(/\^.*$/, '')}`;
    default: {
      const address = target.replace(/^(mailto|tel):/, '');
      const same = label === '' || address === label || address.endsWith(`//${label}`);
      return same ? label || address : `${label} (${address})`;
    }
  }
}

/** The words without the mention that called the bot, wherever it stands. */
export function withoutMention(text: string, botUser: string): string {
  return text
    .replace(new RegExp(`<@${botUser}(\\|[^>]*)?>\\s*[:,]?`, 'g'), ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

export function mentions(text: string, botUser: string): boolean {
  return text.includes(`<@${botUser}>`) || text.includes(`<@${botUser}|`);
}
