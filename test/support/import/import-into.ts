import { firstRow } from '../../../src/cli/import/file-events.ts'
import { createSpool } from '../../../src/cli/import/identities/spool.ts'
import { importFiles } from '../../../src/cli/import/import-files.ts'
import { inputFiles } from '../../../src/cli/import/input-files.ts'
import { emptyContents } from '../../../src/cli/import/report/contents.ts'
import { importSettings } from '../../../src/cli/import/settings.ts'
import { sourceOf } from '../../../src/cli/import/sources/index.ts'
import { emptyTally } from '../../../src/cli/import/tally.ts'
import { type TestApp } from '../test-app.ts'

const nothing = () => undefined
const silent = { read: nothing, found: nothing, answered: nothing, wait: nothing, stop: nothing }

/** Imports a file into a project as the command does, in this process. */
export async function importInto(app: TestApp, project: string, path: string, ...args: string[]) {
  const settings = importSettings([path, ...args], {
    url: () => app.url,
    token: () => app.token('service', project),
  })
  if (settings === 'help') throw new Error('no import')
  const files = await inputFiles(settings.paths)
  const row = await firstRow(files[0]!, settings.reading)
  const source = settings.isGuessed ? sourceOf(row!) : settings.reading.source
  const spool = createSpool()
  const [tally, contents] = [emptyTally(), emptyContents()]
  const sender = {
    service: settings.service,
    patienceMs: 10_000,
    stop: new AbortController().signal,
    contact: { isMade: false },
    onWait: nothing,
  }
  try {
    await importFiles({
      ...settings,
      reading: { ...settings.reading, source },
      files,
      sender,
      spool,
      tally,
      contents,
      progress: silent,
    })
    return { source, tally: { ...tally, users: spool.users() }, contents }
  } finally {
    spool.close()
  }
}
