import { chromium } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { changes } from './changes/changes.ts'
import { explorer } from './explorer.ts'
import { failing } from './failing.ts'
import { firstSteps } from './first-steps.ts'
import { forms } from './forms/forms.ts'
import { keyboard } from './keyboard.ts'
import { killed } from './killed.ts'
import { links } from './links.ts'
import { looks } from './looks.ts'
import { numbers } from './numbers.ts'
import { opened } from './opened.ts'
import { drawn } from './pictures.ts'
import { reports } from './reports.ts'
import { shared } from './shared.ts'
import { signIn } from './sign-in.ts'
import { sizes } from './sizes.ts'
import { sql } from './sql.ts'
import { openStage } from './stage.ts'
import { story } from './story.ts'
import { trusted } from './trusted.ts'
import { twoPeople } from './two-people.ts'
import { type Part } from './visitor.ts'

/** In this order: some leave things behind for the looks. */
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
  story,
  'two-people': twoPeople,
  looks,
  forms,
  failing,
  explorer,
  trusted,
  killed,
}

/** Only by name: changes repeat by clicks what forms do by keyboard, and pictures are no proof. */
const partsByName: Record<string, Part> = { ...parts, changes, pictures: drawn }

/** The names for `--only`. */
export const partNames = Object.keys(partsByName)

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
    for (const part of given.only ? [partsByName[given.only]!] : Object.values(parts))
      for await (const check of part(visitor)) say(check)
  } finally {
    await browser.close()
  }
}
