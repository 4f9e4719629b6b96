/** What is compared: something that takes one command and resolves once it is answered. */
export interface Contender extends AsyncDisposable {
  readonly name: string;
  /** Sends the command number `n` through the contender's real entry, and waits for its answer. */
  send(n: number): Promise<void>;
  /** After all is measured. @throws when what was answered is not what was done */
  check(sent: number): Promise<void>;
}

/** The words of a command: never twice the same, since the same words again are not news. */
export function commandText(n: number): string {
  return `maj THA-3 : texte ${n}`;
}

/** A slash command as Slack sends it, each with its own trigger. */
export function slashCommand(n: number): Record<string, string> {
  return {
    token: 'verification',
    team_id: 'T1',
    team_domain: 'pti',
    channel_id: 'C1',
    channel_name: 'general',
    user_id: 'U1',
    user_name: 'sarah',
    command: '/pti',
    text: commandText(n),
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/respond',
    trigger_id: `${n}.1.bench`,
  };
}
