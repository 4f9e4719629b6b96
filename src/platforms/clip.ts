/** Cuts at a limit, saying so with an ellipsis; never in the middle of a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  return `${wholeCharacters(text.slice(0, limit - 1)).trimEnd()}…`;
}

/** Drops the half of a surrogate pair that a cut would leave at the end. */
function wholeCharacters(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
