/** What Teams accepts at most, and how the bot stays below. Characters unless said otherwise. */
export const LIMITS = {
  /** Bytes of a whole message in UTF-16; beyond, Teams answers 413. */
  messageBytes: 100 * 1024,
  /** Encoded card: what is left of a message once its envelope is written. */
  encodedCard: 46_000,
  /** Buttons of one row: Teams shows six, others of its clients and tools five. */
  actionsPerSet: 5,
  buttonLabel: 75,
  buttonData: 2000,
  title: 150,
  summary: 3000,
  altText: 1000,
  /** People whose client asks for the card anew. */
  refreshUsers: 60,
  inputLength: 3000,
  options: 100,
  optionText: 75,
  /** Bytes of a file a person hands to the bot. */
  fileBytes: 5 * 1024 * 1024,
} as const;
