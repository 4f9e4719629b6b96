/** What every listener needs. */
import type { types, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Conversation } from '../../conversation/conversation.ts';
import type { FileReader } from './files.ts';
import type { HomeKeeper } from './home.ts';

export const PLATFORM = 'slack';

export interface SlackDeps {
  readonly conversation: Conversation;
  readonly client: webApi.WebClient;
  /** Opens a modal: one try, since a trigger lives three seconds. */
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>;
  readonly logger: Logger;
  /** The one workspace of this installation. */
  readonly team: string;
  readonly botUser: string;
  readonly home: HomeKeeper;
  readonly readFile: FileReader;
  readonly refillForms: boolean;
  readonly contacts: {
    /** Keys being looked up: never twice at once. */
    readonly inProgress: Set<string>;
    /** The directory could not be asked: stored contacts are taken up again in a while. */
    retryLater(): void;
  };
  /** Goes on after the answer; shutdown waits for it. */
  readonly background: (work: Promise<void>) => void;
}
