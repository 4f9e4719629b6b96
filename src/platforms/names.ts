/** The platforms a person may prefer, and how an import may write them. */
export const platformNames = [
  { code: 'slack', label: 'Slack', aliases: [] },
  { code: 'teams', label: 'Teams', aliases: ['Microsoft Teams'] },
] as const;
