import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)

/** A project that has installed the packed package, without anything else. */
let consumer: string
beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'convograph-consumer-'))
  // What users install is what `npm pack` packs, with the scripts left out: the package is built.
  const { stdout } = await run('npm', [
    'pack',
    './packages/sdk',
    '--ignore-scripts',
    '--json',
    '--pack-destination',
    consumer,
  ])
  const installed = join(consumer, 'node_modules/@convograph/sdk')
  await mkdir(installed, { recursive: true })
  const [{ filename }] = Object.values(JSON.parse(stdout)) as [{ filename: string }]
  await run('tar', ['-xzf', join(consumer, filename), '-C', installed, '--strip-components=1'])
  await writeFile(join(consumer, 'package.json'), '{ "type": "module" }')
  await cp('test/e2e/sdk/consumer.ts.txt', join(consumer, 'consumer.ts'))
})
afterAll(() => rm(consumer, { recursive: true, force: true }))

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('its types are found by TypeScript with the modules %s', async (module, resolution) => {
  const compiler = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  const modules = ['--module', module, '--moduleResolution', resolution]
  const options = ['--noEmit', '--strict', '--target', 'es2022', ...modules, 'consumer.ts']
  const { stdout } = await run(process.execPath, [compiler, ...options], { cwd: consumer }).catch(
    error => error,
  )
  expect(stdout).toBe('')
})

test('Node.js loads it, and sends with it', async () => {
  const { stdout } = await run(process.execPath, ['consumer.ts'], { cwd: consumer })
  expect(stdout).toBe('NOT_SENT\n')
})

test('a bundler for browsers takes nothing of Node.js', async () => {
  const bundle = await rolldown({ input: join(consumer, 'consumer.ts'), platform: 'browser' })
  const { output } = await bundle.generate({ format: 'es' })
  await bundle.close()
  expect(output[0].code).toMatch(/indexedDB/)
  expect(output[0].code).not.toMatch(/node:|AsyncLocalStorage/)
})

test('it has the license, a page about itself, and no dependency', async () => {
  const read = (file: string) => readFile(join(consumer, 'node_modules/@convograph/sdk', file), 'utf8')
  expect(await read('README.md')).toMatch(/createAnalytics/)
  expect(JSON.parse(await read('package.json')).dependencies).toBeUndefined()
})
