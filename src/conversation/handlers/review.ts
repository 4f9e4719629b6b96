/** «bilan»: the review of a year, of a territory, of a structure, of a whole pact. */
import { type Period, periodOf, type Question, type Scope } from '../../domain/figures/period.ts';
import { computeReview } from '../../domain/figures/review.ts';
import type { ReportForm, ReportRequest } from '../../reports/make-report.ts';
import { summaryOf } from '../../reports/report-source.ts';
import { untrackedWords } from '../../reports/report-words.ts';
import { type Pact, readPact } from '../../store/pacts.ts';
import { readReviewFacts } from '../../use-cases/read-review-facts.ts';
import { mayReadReview, ownScopes, refuseReview } from '../../use-cases/review-access.ts';
import {
  answer,
  answerThen,
  answerWith,
  button,
  buttons,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import {
  announcement,
  filesCard,
  picturesCard,
  reviewCard,
  reviewWords,
  type Subject,
  scopeName,
  territoriesCard,
} from './review-cards.ts';
import { historicReview } from './review-history.ts';

type ReviewCommand = Extract<Command, { name: 'review' }>;

/** A pact of more actions than this is computed apart: nobody waits behind it. */
const actionsAtOnce = 3000;

export async function handleReview(turn: Turn, command: ReviewCommand): Promise<Answer> {
  const pact = command.pact === undefined ? turn.pact : await readPact(turn.db, command.pact);
  if (!pact) return sentence('Ce pacte n’est pas enregistré.', button('Bilan', say('bilan')));
  if (pact.definition.history) return historicReview(turn, pact);
  const scope = scopeOf(turn, command);
  if (scope === 'ask') return askScope(turn, command);
  const refusal = await refuseReview(turn, scope, turn.names.groupsById.values());
  if (refusal) return refusalAnswer(turn, refusal);
  const span =
    command.whole || command.pact !== undefined
      ? ({ kind: 'pact' } as const)
      : ({ kind: 'year', year: command.year ?? Number(turn.today.slice(0, 4)) } as const);
  const question = { span, scope, today: turn.today };
  const period = periodOf(span, { ...pact, pact: pact.definition }, turn.today);
  const subject: Subject = { pact, question, period, turn };
  const untracked = untrackedWords(period, pact.trackedFrom, pact.definition);
  if (untracked !== undefined) return nothingTracked(subject, untracked);
  if (command.form) return giveForm(subject, command.form);
  return giveSummary(subject, command.byTerritory === true);
}

/** The place that was said; else the only one that is the speaker's. */
function scopeOf(turn: Turn, { territory, structure, byTerritory }: ReviewCommand): Scope | 'ask' {
  if (territory !== undefined) return { kind: 'territory', code: territory };
  if (structure !== undefined) return { kind: 'structure', code: structure };
  if (byTerritory) return { kind: 'pact' };
  const [only, ...others] = ownScopes(turn, turn.names.groupsById.values());
  if (only === undefined) return { kind: 'pact' };
  return others.length === 0 ? only : 'ask';
}

function askScope(turn: Turn, command: ReviewCommand): Answer {
  const { year, whole, form } = command;
  const span = whole ? 'pacte' : `${year ?? turn.today.slice(0, 4)}`;
  const scopes = ownScopes(turn, turn.names.groupsById.values());
  return answer({
    summary: 'De quel territoire ou de quelle structure voulez-vous le bilan ?',
    blocks: [
      text('De quel territoire ou de quelle structure voulez-vous le bilan ?'),
      buttons(
        ...scopes
          .slice(0, 10)
          .map((scope) =>
            button(scopeName(turn, scope), say(reviewWords(turn, span, scope, form))),
          ),
      ),
    ],
  });
}

function nothingTracked({ turn, question, pact }: Subject, words: string): Answer {
  const { scope } = question;
  const year = turn.today.slice(0, 4);
  const past = turn.names.vocabulary.pastPacts ?? [];
  const before = past.some(({ startsOn }) => startsOn < pact.definition.startsOn);
  return sentence(
    words,
    button(`Bilan ${year}`, say(reviewWords(turn, year, scope))),
    before ? button('Pacte précédent', say('bilan pacte précédent')) : undefined,
  );
}

/** The figures in words at once, then the pictures; a very large pact is announced first. */
async function giveSummary(subject: Subject, byTerritory: boolean): Promise<Answer> {
  const { turn, pact, question, period } = subject;
  const card = byTerritory ? territoriesCard : reviewCard;
  const pictures = () => turn.reports(requestOf(subject, byTerritory ? [] : ['pictures']));
  if (turn.names.actionsById.size > actionsAtOnce) {
    const words = 'Le bilan se prépare : il arrive dans quelques secondes.';
    return answerThen(announcement(words), async () => {
      const { summary, files } = await pictures();
      return answerWith(card(subject, summary), files);
    });
  }
  const facts = await readReviewFacts(turn.db, pact, period.fromInstant);
  const review = computeReview(facts, question);
  const whole = card(subject, summaryOf(review));
  if (byTerritory || review.actions.total === 0) return answer(whole);
  return answerThen(whole, async () => {
    const { files } = await pictures();
    if (files.length === 0) return { kind: 'silence' };
    return answerWith(picturesCard(subject, files), files);
  });
}

function giveForm(subject: Subject, form: ReportForm): Answer {
  return answerThen(announcement(preparing[form]), async () => {
    const { files } = await subject.turn.reports(requestOf(subject, [form]));
    if (files.length === 0) return sentence('Ce bilan n’a pas encore d’image à montrer.');
    const card = form === 'pictures' ? picturesCard(subject, files) : filesCard(subject, form);
    return answerWith(card, files);
  });
}

const preparing: Readonly<Record<ReportForm, string>> = {
  document: 'Le document se prépare : il arrive dans quelques secondes.',
  workbook: 'Le tableur se prépare : il arrive dans quelques secondes.',
  csv: 'Les tableaux CSV se préparent : ils arrivent dans quelques secondes.',
  pictures: 'Les images se préparent : elles arrivent dans quelques secondes.',
};

function requestOf(
  { pact, question }: { readonly pact: Pact; readonly question: Question; readonly period: Period },
  forms: readonly ReportForm[],
): ReportRequest {
  return { ...question, pactId: pact.definition.id, forms };
}

/** Whether the home screen offers it. */
export function hasReview(turn: Turn): boolean {
  return ownScopes(turn, turn.names.groupsById.values()).some((scope) =>
    mayReadReview(turn, scope, turn.names.groupsById.values()),
  );
}
