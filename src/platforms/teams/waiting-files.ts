/**
 * Files that wait until the person accepts them: Teams asks first, and only then says where they go.
 * They are kept with the drafts, under the person's name, and go when those do.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AccountRef, OutFile } from '../../conversation/exchange.ts';
import { findAccount } from '../../store/accounts.ts';
import type { Db } from '../../store/database.ts';
import {
  type Draft,
  findAnyDraft,
  findDraft,
  removeDraft,
  saveDraft,
} from '../../store/exchanges.ts';

const KIND = 'offeredFile';
const contentSchema = z.object({ name: z.string(), title: z.string(), mediaType: z.string() });

export interface WaitingFiles {
  /** @returns the name under which it waits; undefined when nobody is tied to the account */
  keep(account: AccountRef, file: OutFile): Promise<string | undefined>;
  /** Undefined when it waits no longer, or for somebody else. */
  find(account: AccountRef, id: string): Promise<OutFile | undefined>;
  /** Whoever asks: for local mode, where everybody may act as anybody. */
  open(id: string): Promise<OutFile | undefined>;
  /** Does nothing to what waits for somebody else, or is no such file. */
  remove(account: AccountRef, id: string): Promise<void>;
}

/** @param clock UTC instant */
export function keepWaitingFiles(db: Db, clock: () => string): WaitingFiles {
  const ownerOf = async (account: AccountRef): Promise<string | undefined> => {
    const known = await findAccount(db, account);
    return known?.state === 'tied' ? known.person.id : undefined;
  };
  return {
    async keep(account, { name, title, mediaType, content }) {
      const personId = await ownerOf(account);
      if (personId === undefined) return undefined;
      const id = randomUUID();
      const draft = {
        ...{ id, personId, kind: KIND, createdAt: clock() },
        content: JSON.stringify({ name, title, mediaType }),
        file: content,
      };
      await db.transaction().execute((tx) => saveDraft(tx, draft));
      return id;
    },
    async find(account, id) {
      const personId = await ownerOf(account);
      return fileIn(personId === undefined ? undefined : await findDraft(db, id, personId));
    },
    async open(id) {
      return fileIn(await findAnyDraft(db, id));
    },
    async remove(account, id) {
      const personId = await ownerOf(account);
      if (personId === undefined) return;
      await db.transaction().execute(async (tx) => {
        if (fileIn(await findDraft(tx, id, personId))) await removeDraft(tx, id);
      });
    },
  };
}

function fileIn(draft: Draft | undefined): OutFile | undefined {
  if (draft?.kind !== KIND || draft.file === null) return undefined;
  return { ...contentSchema.parse(JSON.parse(draft.content)), content: draft.file };
}
