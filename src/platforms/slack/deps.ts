/** What every listener needs. */
import type { types, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Card } from '../../conversation/card.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { FirstContacts } from '../first-contacts.ts';
import type { DirectChannels } from './direct-channels.ts';
import type { FileReader } from './files.ts';
import type { HomeKeeper } from './home.ts';
import type { CardOptions, RenderedCard } from './render-card.ts';

export const PLATFORM = 'slack';

/** `renderCard` as this workspace needs it. */
export type Render = (card: Card, options?: CardOptions) => RenderedCard;

export interface SlackDeps {
  readonly conversation: Conversation;
  readonly render: Render;
  readonly client: webApi.WebClient;
  /** Opens a modal: one try, since a trigger lives three seconds. */
  readonly openView: (triggerId: string, view: types.ModalView) => Promise<void>;
  readonly logger: Logger;
  /** The one workspace of this installation. */
  readonly team: string;
  readonly botUser: string;
  readonly home: HomeKeeper;
  readonly direct: DirectChannels;
  readonly readFile: FileReader;
  readonly refillForms: boolean;
  readonly contacts: FirstContacts;
  /** Goes on after the answer; shutdown waits for it. */
  readonly background: (work: Promise<void>) => void;
}
