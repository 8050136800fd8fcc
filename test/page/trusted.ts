import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { trackBody } from '../../src/cli/import/batches.ts'
import { sendSample, startService } from './stage.ts'
import { type Part, pathsOf, settled, visit } from './visitor.ts'

/** Every page of a service that answers only the documents of a list, which does not name those of the page. */
export const trusted: Part = async function* ({ browser, pictures, path }) {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-page-'))
  const file = join(folder, 'documents.json')
  await writeFile(file, JSON.stringify({ track: JSON.parse(trackBody([])).query }))
  const started = await startService({ TRUSTED_DOCUMENTS: file })
  await using stage = started.stage
  await sendSample(started.service, 1)
  await using opened = await visit({ browser, stage, pictures, path }, '/')
  const { page } = opened
  const refused: string[] = []
  page.on('response', async response => {
    if (!response.url().endsWith('/graphql') || response.status() < 400) return
    refused.push(`${response.request().postData()} ${await response.text().catch(() => '')}`)
  })
  await settled(page)
  const paths = await pathsOf(page)
  for (const each of paths) {
    await page.goto(`${stage.url}/app${each}`)
    await settled(page)
  }
  yield {
    name: `trusted: ${paths.length} pages ask only what is trusted${refused.length ? `, but not ${refused[0]}` : ''}`,
    isRight: paths.length > 10 && !refused.length,
  }
  await page.goto(`${stage.url}/app/`)
  await settled(page)
  await page.route('**/graphql', route => route.abort('connectionrefused'))
  await page.keyboard.press('u')
  await page.locator('#content [role="alert"]').first().waitFor()
  await page.unroute('**/graphql')
  const failed = page.locator('#content [role="alert"]')
  // The overview has two operations.
  for (let left = 2; left && (await failed.count()); left--) {
    await failed.first().getByRole('button', { name: 'Try again' }).click()
    await settled(page)
  }
  const failures = await failed.count()
  yield {
    name: 'trusted: a card that is asked again asks the whole operation, which is trusted',
    isRight: failures === 0 && !refused.length,
  }
  await page.getByRole('button', { name: 'About “Models by cost”' }).click()
  const links = await page.getByRole('button', { name: 'Open in the explorer' }).count()
  yield { name: 'trusted: no card leads to an explorer', isRight: links === 0 }
  await rm(folder, { recursive: true })
}
