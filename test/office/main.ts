import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { run } from '../../src/cli/run.ts'
import { findOffice } from './soffice.ts'

const help = `Exports as XLSX, lets LibreOffice open the files without a window, and compares each cell with what the API answers.

  npm run test:office

Needs LibreOffice Calc (Debian: libreoffice-calc), as "soffice" in the path; --office PATH names another one.
`

await run(help, async () => {
  const { office: path } = parseArgs({ options: { office: { type: 'string' } } }).values
  const office = await findOffice(path ?? 'soffice')
  if (!office) {
    process.stdout.write(
      'Not run: there is no LibreOffice here. Install libreoffice-calc, or name it with --office.\n',
    )
    return
  }
  process.stdout.write(`${office.version}\n`)
  // Loads the service, which takes longer than looking for LibreOffice.
  const { checked } = await import('./checks.ts')
  const failed = (await checked(office)).filter(({ name, isEqual }) => {
    process.stdout.write(`${isEqual ? 'ok   ' : 'WRONG'} ${name}\n`)
    return !isEqual
  })
  for (const { name, expected, actual } of failed)
    process.stdout.write(
      `\n${name}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}\n`,
    )
  process.exitCode = failed.length ? 1 : 0
})
