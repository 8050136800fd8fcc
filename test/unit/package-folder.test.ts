import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageFolder } from '../../src/package-folder.ts'

test('the folder of the package is the same from the source and from the compiled code', async () => {
  const root = await mkdtemp(join(tmpdir(), 'convograph-package-'))
  await mkdir(join(root, 'dist'))
  // The compiler copies the file, because code imports it.
  for (const file of ['package.json', 'dist/package.json']) await writeFile(join(root, file), '{}')
  expect(['src/http', 'dist/src/http'].map(folder => packageFolder(join(root, folder)))).toEqual([root, root])
  await rm(root, { recursive: true })
})
