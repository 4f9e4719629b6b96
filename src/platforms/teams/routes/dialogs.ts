/** Forms in a dialog, where the client opens one. */
import type { Application } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { TeamsDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { dialogCollector, onInvoke } from './invoke.ts';
import { takenFrom } from './taken.ts';

const valueSchema = z.object({ data: z.unknown().optional() });

export function register(app: Application, deps: TeamsDeps): void {
  for (const name of ['task/fetch', 'task/submit']) {
    onInvoke(app, deps, name, dialogCollector, async (activity, response) => {
      const { data } = valueSchema.parse(activity.value);
      await carryOut(deps, { ...takenFrom(activity, data, 'dialog'), response });
    });
  }
}
