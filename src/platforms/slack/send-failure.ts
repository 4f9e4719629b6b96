/** What an error of Slack means for a message: try later, for all of them or for this one, or never. */
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Later, SendResult } from '../../delivery/messenger.ts';
import { slackErrorCode } from './logging.ts';

/** Nothing reaches this person or this channel any more. */
const blocked = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);

/** The message to be rewritten is no longer there, or no longer to be changed. */
const gone = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** The message itself is refused, and would be again. */
const malformed = new Set([
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
]);

/** Slack serves nobody for a while. */
const passing = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** It no longer serves this bot, until somebody mends that: no message is at fault. */
const shut = new Set([
  'account_inactive',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'messages_tab_disabled',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
]);

const limitedSchema = z.object({
  code: z.literal(webApi.ErrorCode.RateLimitedError),
  retryAfter: z.number(),
});
const unansweredSchema = z.object({ code: z.literal(webApi.ErrorCode.RequestError) });
/** Not an answer of Slack's Web API: a gateway's. */
const gatewaySchema = z.object({ code: z.literal(webApi.ErrorCode.HTTPError) });

export function sendFailure(error: unknown): Exclude<SendResult, { kind: 'sent' }> {
  const code = slackErrorCode(error);
  if (code !== undefined && blocked.has(code))
    return { kind: 'impossible', error: code, reason: 'blocked' };
  if (code !== undefined && gone.has(code))
    return { kind: 'impossible', error: code, reason: 'gone' };
  if (code !== undefined && malformed.has(code)) return { kind: 'impossible', error: code };
  if (code !== undefined && shut.has(code))
    return { kind: 'later', error: code, platform: 'silent' };
  const name = error instanceof Error ? error.name : typeof error;
  return laterOf(error) ?? { kind: 'later', error: code ?? name };
}

/** The same question may be answered later; `undefined` when the error is not of that kind. */
export function laterOf(error: unknown): Later | undefined {
  const limited = limitedSchema.safeParse(error).data;
  if (limited) return { kind: 'later', error: 'ratelimited', afterSeconds: limited.retryAfter };
  if (unansweredSchema.safeParse(error).success)
    return { kind: 'later', error: 'no answer', platform: 'silent' };
  if (gatewaySchema.safeParse(error).success)
    return { kind: 'later', error: 'gateway error', platform: 'failing' };
  const code = slackErrorCode(error);
  return code !== undefined && passing.has(code)
    ? { kind: 'later', error: code, platform: 'failing' }
    : undefined;
}
