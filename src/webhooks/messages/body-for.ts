import { WebhookFormat } from '../../schema/webhooks/webhook-format.ts'
import { type WebhookContent } from '../webhook-content.ts'
import { shownFacts, titleOf } from './shown.ts'
import { type Told } from './told.ts'

/** Receivers of Standard Webhooks expect a small message. */
const mostBytes = 20_000

/** The JSON of a message in the format of its webhook. It is the same for all attempts. */
export const bodyFor = ({ format }: Pick<WebhookContent, 'format'>, told: Told): string =>
  JSON.stringify(shapes[format ?? WebhookFormat.STANDARD](told))

const shapes: Record<WebhookFormat, (told: Told) => object> = {
  STANDARD: standard,
  SLACK: told => ({
    text: slackText(`${titleOf(told)}\n${lines(told)}`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: shortened(titleOf(told), 150), emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: shortened(slackText(lines(told) || '–'), 3_000) } },
    ],
  }),
  TEAMS: told => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: adaptiveCard(told),
      },
    ],
  }),
  DISCORD: told => ({
    content: shortened(`**${titleOf(told)}**\n${lines(told)}`, 2_000),
    // A name with "@everyone" calls nobody.
    allowed_mentions: { parse: [] },
  }),
}

/** Data that is too large is left out, but for its plain facts. */
function standard({ type, at, data }: Told): object {
  const message = (all: object) => ({ type, timestamp: at.toISOString(), data: all })
  if (Buffer.byteLength(JSON.stringify(data)) <= mostBytes) return message(data)
  const plain = Object.entries(data).filter(
    ([, fact]) => typeof fact !== 'object' && String(fact).length < 500,
  )
  return message({ ...Object.fromEntries(plain), isShortened: true })
}

const adaptiveCard = (told: Told) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  body: [
    { type: 'TextBlock', text: titleOf(told), weight: 'Bolder', size: 'Medium', wrap: true },
    ...(told.data.text ? [{ type: 'TextBlock', text: told.data.text, wrap: true }] : []),
    { type: 'FactSet', facts: shownFacts(told).map(([title, value]) => ({ title, value })) },
  ],
})

const lines = (told: Told): string =>
  [told.data.text, ...shownFacts(told).map(([name, value]) => `${name}: ${value}`)].filter(Boolean).join('\n')

/** The three characters that mean something else to Slack. */
const slackText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
