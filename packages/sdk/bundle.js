import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'rolldown'

const file = join(import.meta.dirname, 'dist/sdk.js')

/** Makes the file for a script tag, which the service answers at `/sdk.js`. */
const { output } = await build({
  cwd: import.meta.dirname,
  input: 'src/global.ts',
  transform: { target: 'es2022' },
  output: { format: 'iife', minify: true },
  write: false,
})
// Notes for other bundlers, of which the file has no further use.
const code = output[0].code.replaceAll('/* @__PURE__ */ ', '')
// A service that runs may be reading the file, so it is only written when it changes.
if ((await readFile(file, 'utf8').catch(() => '')) !== code) await writeFile(file, code)
