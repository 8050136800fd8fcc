import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from 'playwright-core'
import { graphqlRequest } from '../support/graphql/graphql-request.ts'
import { type Part, settled, type Visitor, visit } from './visitor.ts'

/** What the README shows, each as it looks on a screen of 1280 pixels. */
const pictures: [name: string, path: string][] = [
  ['overview', '/'],
  ['users', '/users'],
  ['conversations', '/conversations'],
  ['models', '/models'],
  ['api', '/api'],
  ['funnel', '/funnels?step1=signup&step2=conversation_started&step3=message&step4=upgrade'],
  ['cohorts', '/cohorts'],
  ['segment', `/segments/new?condition=${encodeURIComponent(JSON.stringify(condition()))}`],
  ['paths', '/paths?event=signup'],
  ['explore', '/explore?metrics=costUsd&by=model&show=stacked_bar&range=30d'],
  ['dashboard', '/dashboards/platform'],
  ['alerts', '/alerts'],
]

const alsoDark = ['overview', 'cohorts']

/** Users who write much and pay. */
function condition() {
  return {
    and: [
      { metric: { metric: 'TOTAL_MESSAGES', operator: 'GREATER_OR_EQUAL', value: 10 } },
      { trait: { key: 'plan', operator: 'IS', values: ['pro', 'team'] } },
    ],
  }
}

const alerts = [
  '{ name: "Errors of models", question: { measure: { metrics: [{ key: "aiErrorRate" }] } }, field: "metrics.aiErrorRate", window: DAY_1, condition: { above: "0.05" } }',
  '{ name: "Nobody writes", question: { measure: { metrics: [{ key: "messages" }] } }, field: "metrics.messages", window: DAY_1, condition: { below: "1000000" } }',
]

/** As small as a picture of this size can be without its text getting blurred. */
const quality = 82
const mostBytes = 120_000

/** Writes pictures for the README; not a part of the proof. */
export const drawn: Part = async function* (visitor) {
  const folder = visitor.pictures!
  await mkdir(folder, { recursive: true })
  await saveAlerts(visitor)
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [name, path] of pictures) {
      if (colorScheme === 'dark' && !alsoDark.includes(name)) continue
      const file = `${name}${colorScheme === 'dark' ? '-dark' : ''}.webp`
      await using opened = await visit(visitor, path, { colorScheme })
      await settled(opened.page)
      const failures = await opened.page.locator('#content [role="alert"]').count()
      const picture = await webpOf(opened.page)
      if (!failures) await writeFile(join(folder, file), picture)
      yield {
        name: `pictures: ${file}, ${picture.length} bytes${failures ? ', not written: a card fails' : ''}`,
        isRight: !failures && picture.length <= mostBytes,
      }
    }
}

async function saveAlerts({ stage }: Visitor): Promise<void> {
  if (!stage.own) return
  const asking = { url: `${stage.url}/graphql`, token: stage.token }
  for (const input of alerts)
    await graphqlRequest(
      asking,
      `mutation { createAlert(input: ${input.replace(/ }$/, ', everyMinutes: 1 }')}) { userErrors { message } } }`,
    )
}

/** Chromium writes this format, but Playwright does not ask for it. */
async function webpOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
  return Buffer.from(data, 'base64')
}
