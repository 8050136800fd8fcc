import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linesWithoutSetting, loadSettingsFile } from '../../../src/env/env-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'env-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The mistakes of a file with this content, without its path. */
async function mistakes(content: string | Buffer): Promise<string[]> {
  const path = join(folder, 'env')
  await writeFile(path, content)
  return loadSettingsFile(path).mistakes.map(mistake => mistake.replace(path, '.env'))
}

test('comments, blank lines, exports and quoted values of several lines are right', () => {
  const text = [
    '# a comment',
    '',
    'LOG_LEVEL=info',
    'export DATA_DIR = ./data # a comment',
    `PEM="-----BEGIN`,
    'no setting, but a part of the value',
    'END-----"',
    "QUOTE='a # b'",
    'OPEN="ends here',
    'EMPTY=',
  ]
  expect(linesWithoutSetting(text.join('\n'))).toEqual([])
})

test('a line without = is named by its number, and its text is not shown', async () => {
  expect(await mistakes('# settings\nPORT 8010\r\nhunter2\nHOST=::1\n')).toEqual([
    '.env has no NAME=value in line 2',
    '.env has no NAME=value in line 3',
  ])
})

test('a file in UTF-16, or with a byte order mark, is refused', async () => {
  const refusal = ['.env must be a text file in UTF-8 without a byte order mark']
  expect(await mistakes(Buffer.from('\uFEFFPORT=8010', 'utf16le'))).toEqual(refusal)
  expect(await mistakes('\uFEFFPORT=8010')).toEqual(refusal)
})

test('a folder in the place of the file is refused, and no file is fine', async () => {
  const path = join(folder, 'folder')
  await mkdir(path)
  expect(loadSettingsFile(path)).toEqual({ names: [], mistakes: [`${path} is a folder; it must be a file`] })
  expect(loadSettingsFile(join(folder, 'none'))).toEqual({ names: [], mistakes: [] })
})

test('a file that cannot be read is refused with the reason', async () => {
  const path = join(folder, 'loop')
  await symlink(path, path)
  expect(loadSettingsFile(path).mistakes).toEqual([`${path} cannot be read (ELOOP)`])
})

test('a right file adds its settings to the environment, which takes precedence', async () => {
  process.env.CONVOGRAPH_TEST_B = 'environment'
  try {
    expect(await mistakes('CONVOGRAPH_TEST_A=file\nCONVOGRAPH_TEST_B=file\n')).toEqual([])
    const { CONVOGRAPH_TEST_A, CONVOGRAPH_TEST_B } = process.env
    expect({ CONVOGRAPH_TEST_A, CONVOGRAPH_TEST_B }).toEqual({
      CONVOGRAPH_TEST_A: 'file',
      CONVOGRAPH_TEST_B: 'environment',
    })
  } finally {
    delete process.env.CONVOGRAPH_TEST_A
    delete process.env.CONVOGRAPH_TEST_B
  }
})
