/** What Slack accepts at most, and how the bot stays below. Characters unless said otherwise. */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  section: 3000,
  header: 150,
  summary: 3000,
  buttonLabel: 75,
  buttonValue: 2000,
  actionsPerBlock: 25,
  confirmText: 300,
  confirmLabel: 30,
  viewTitle: 24,
  viewSubmit: 24,
  privateMetadata: 3000,
  label: 2000,
  placeholder: 150,
  inputLength: 3000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  /** Checkboxes of one group; more choices are spread over several groups. */
  checkboxes: 10,
  /** Encoded blocks of a message: Slack refuses near 13,200 (`msg_blocks_too_long`). */
  encodedBlocks: 12_500,
  /** Description of a picture. */
  altText: 1000,
  /** Bytes of a file a person hands to the bot. */
  fileBytes: 5 * 1024 * 1024,
} as const;
