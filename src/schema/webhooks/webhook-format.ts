import { describedEnum, type EnumOf } from '../described-enum.ts'

export const WebhookFormat = describedEnum('WebhookFormat', 'The shape of the messages for a webhook.', {
  STANDARD: 'The JSON of Standard Webhooks: `{ "type", "timestamp", "data" }`.',
  SLACK: 'A message for an incoming webhook of Slack: `{ "text", "blocks" }`.',
  TEAMS:
    'A message with an adaptive card, for a workflow of Microsoft Teams that begins with a webhook request.',
  DISCORD: 'A message for a webhook of Discord: `{ "content", "allowed_mentions" }`.',
})
export type WebhookFormat = EnumOf<typeof WebhookFormat>
