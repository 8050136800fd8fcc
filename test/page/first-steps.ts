import { axeFindings } from './looks.ts'
import { type Part, settled, visit } from './visitor.ts'

/** A project without events: a snippet with a key made on the spot, and numbers as soon as it is sent. */
export const firstSteps: Part = async function* (visitor) {
  const { empty } = visitor.stage
  if (!empty) return
  await using opened = await visit({ ...visitor, stage: { ...visitor.stage, token: empty } }, '/')
  const { page, problems } = opened
  await page.getByText('Waiting for the first event …').waitFor()
  yield { name: 'first steps: an empty project waits for its first event', isRight: true }
  await page.getByRole('button', { name: 'Make a key that sends events' }).click()
  await page.getByText('It is shown only now').waitFor()
  const snippet = await page.getByLabel('The snippet').textContent()
  const findings = await axeFindings(page)
  yield {
    name: `first steps: they look right${findings.length ? `, but ${findings.join('; ')}` : ''}`,
    isRight: !findings.length,
  }
  const [, url, key, body] = /^curl -s (\S+).*Bearer (cg_[\w-]+)'.*-d '(.*)'$/s.exec(snippet!) ?? []
  const response = await fetch(url!, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: body!,
  })
  const answer = await response.text()
  yield { name: `first steps: the snippet is accepted: ${answer}`, isRight: answer.includes('"accepted":1') }
  await page.getByText('Waiting for the first event …').waitFor({ state: 'detached' })
  await page.locator('[data-metric="activeUsers"] .number-value[title="1"]').waitFor()
  await settled(page)
  yield {
    name: `first steps: its number comes by itself, and the steps go${problems.length ? `, but ${problems.join('; ')}` : ''}`,
    isRight: (await page.getByLabel('First steps').count()) === 0 && !problems.length,
  }
}
