/** Requests for validation in a digest: the reader's answer is awaited. */

import { findRequest } from '../../store/requests.ts';
import { button, say } from '../answers.ts';
import { requestView } from '../requests/build-view.ts';
import { dueWords } from '../requests/due-words.ts';
import type { RequestView } from '../requests/request-view.ts';
import type { LineScene, LineWriter } from './line.ts';

export const requestLine: LineWriter = {
  heading: 'Demandes de validation',
  subject: ({ line }) => line.subject,
  seeAll: 'valider',
  async write(scene) {
    const view = await viewOf(scene);
    if (!view) return undefined;
    const step = view.steps.find((one) => one.standing === 'open');
    const due = step ? dueWords(step, scene.today) : '';
    return {
      about: `demande ${view.code}`,
      text: [{ bold: `${view.code}, ${view.subjectTitle}` }, `\n${view.wanted}${due}`],
      buttons: [button('Répondre', say(`demande ${view.code}`), 'primary')],
    };
  },
  async outcome(scene) {
    const view = await viewOf(scene);
    if (!view) return 'Cette demande n’existe plus.';
    return view.standing === 'open'
      ? 'Votre réponse n’est plus attendue : la demande suit son cours.'
      : view.outcomeWords;
  },
};

async function viewOf({ db, names, today, line }: LineScene): Promise<RequestView | undefined> {
  const request = await findRequest(db, { code: line.subject });
  return request && requestView({ db, names, today }, request);
}
