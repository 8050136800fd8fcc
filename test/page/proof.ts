import { chromium } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { explorer } from './explorer.ts'
import { failing } from './failing.ts'
import { firstSteps } from './first-steps.ts'
import { keyboard } from './keyboard.ts'
import { links } from './links.ts'
import { looks } from './looks.ts'
import { numbers } from './numbers.ts'
import { opened } from './opened.ts'
import { reports } from './reports.ts'
import { shared } from './shared.ts'
import { signIn } from './sign-in.ts'
import { sizes } from './sizes.ts'
import { sql } from './sql.ts'
import { openStage } from './stage.ts'
import { trusted } from './trusted.ts'

const parts = {
  'sign-in': signIn,
  'first-steps': firstSteps,
  numbers,
  opened,
  links,
  keyboard,
  sql,
  reports,
  shared,
  looks,
  failing,
  explorer,
  trusted,
}

export interface Given {
  browserPath: string | undefined
  days: number
  pictures?: string | undefined
  only?: string | undefined
  path?: string | undefined
  server?: string | undefined
  token?: string | undefined
}

/** Checks the page as people use it. `say` gets each line of the verdict as soon as it is known. */
export async function proof(given: Given, say: (check: Check) => void): Promise<void> {
  for (const check of await sizes()) say(check)
  if (!given.browserPath) return say({ name: 'SKIPPED: there is no Chromium', isRight: true })
  await using stage = await openStage(given)
  const browser = await chromium.launch({ executablePath: given.browserPath, args: ['--no-sandbox'] })
  try {
    const visitor = { browser, stage, pictures: given.pictures, path: given.path }
    for (const [name, part] of Object.entries(parts))
      if (!given.only || given.only === name) for await (const check of part(visitor)) say(check)
  } finally {
    await browser.close()
  }
}
