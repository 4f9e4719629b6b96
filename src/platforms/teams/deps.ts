/** What every route needs. */
import type { Logger } from 'pino';
import type { Card } from '../../conversation/card.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { AskedAnew } from '../../delivery/current-card.ts';
import type { Deliveries } from '../deliveries.ts';
import type { FirstContacts } from '../first-contacts.ts';
import type { Connector } from './connector.ts';
import type { FileReader } from './files.ts';
import type { References } from './references.ts';
import type { CardOptions, RenderedCard } from './render-card.ts';
import type { WaitingFiles } from './waiting-files.ts';

export const PLATFORM = 'teams';

/** `renderCard` as this installation needs it. */
export type Render = (card: Card, options?: CardOptions) => RenderedCard;

export interface TeamsDeps {
  readonly conversation: Conversation;
  readonly render: Render;
  readonly connector: Connector;
  readonly references: References;
  readonly readFile: FileReader;
  readonly waitingFiles: WaitingFiles;
  /** On this computer alone: no credentials, a stand-in for Teams. */
  readonly local: boolean;
  /** Files are on this computer rather than where Teams keeps them. */
  readonly nearby: boolean;
  /** Where files are fetched in local mode, whose stand-in knows no other way. */
  readonly filesUrl: string;
  readonly deliveries: Deliveries;
  readonly logger: Logger;
  /** What a message of the bot that was sent unasked says now; undefined when not known or theirs. */
  readonly currentCard: (asked: AskedAnew) => Promise<Card | undefined>;
  readonly contacts: FirstContacts;
  /** Work that outlives the exchange that caused it; shutdown waits for it. */
  readonly background: (work: Promise<void>) => void;
}
