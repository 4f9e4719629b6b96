/** Several things said as one: «les objectifs, les publics et les indicateurs». */
export function inWords(words: readonly string[], and = 'et'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}
