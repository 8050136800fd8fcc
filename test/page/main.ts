import 'reflect-metadata'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { run } from '../../src/cli/run.ts'
import { browserPath } from './browser-path.ts'

const help = `Opens every page in Chromium, over the sample of the demo, and checks what people need: numbers that equal the API's, light and dark,
1280 and 390 pixels, the keyboard, links, failures, and that nothing is loaded from elsewhere.

  npm run test:page -- [--browser /usr/bin/chromium] [--days 10] [--only looks [--path /users]] [--pictures FOLDER] [--server URL --token TOKEN]

  --browser   Chromium or Chrome. Default: the one of the system; without any, only the sizes are checked
  --days      of the sample. Default: 10
  --only      one part: sign-in, first-steps, numbers, opened, links, keyboard, sql, reports, shared, story, two-people, looks,
              forms (each by keyboard), failing, explorer, trusted or killed (a service that is killed); or one that runs by
              its name alone: changes (each by clicks), or pictures, which writes those of the README into the folder of
              --pictures
  --path      the only page to look at
  --pictures  a folder for a picture of each page
  --server    a running service, whose data has to stay as it is; it is not stopped
  --token     of an administrator of that service
`

await run(help, async () => {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string' },
      days: { type: 'string', default: '10' },
      pictures: { type: 'string' },
      only: { type: 'string' },
      path: { type: 'string' },
      server: { type: 'string' },
      token: { type: 'string' },
    },
  })
  const days = Number(values.days)
  if (!Number.isInteger(days) || days < 1 || days > 90)
    throw new Error('--days is a whole number from 1 to 90')
  if (values.browser && !existsSync(values.browser)) throw new Error('--browser is the path of a program')
  if (!values.server !== !values.token) throw new Error('--server and --token need each other')
  // Loads the service, which takes longer than refusing wrong arguments.
  const { partNames, proof } = await import('./proof.ts')
  if (values.only === 'pictures' && !values.pictures) throw new Error('--only pictures needs --pictures')
  if (values.only !== undefined && !partNames.includes(values.only))
    throw new Error(`--only is one of ${partNames.join(', ')}`)
  let isRight = true
  await proof({ ...values, days, browserPath: values.browser ?? browserPath() }, check => {
    process.stdout.write(`${check.isRight ? 'ok   ' : 'WRONG'} ${check.name}\n`)
    isRight &&= check.isRight
  })
  process.exitCode = isRight ? 0 : 1
})
