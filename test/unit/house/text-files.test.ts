import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const mostBytes = 1_000_000

/** The README shows the page: the part `pictures` of `npm run test:page` writes these, and a reviewer sees them instead of reading them. */
const isPicture = (path: string) => /^docs\/pictures\/[a-z-]+\.(webp|png)$/.test(path)
const mostBytesOfPicture = 150_000

test('every file of the repository is text of less than a megabyte, which people can review, or a small picture of the page', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(existsSync)
  expect(tracked).toContain('package.json')
  const unreadable = tracked.filter(path => {
    const content = readFileSync(path)
    if (isPicture(path)) return content.length > mostBytesOfPicture
    return content.length > mostBytes || content.includes(0)
  })
  expect(unreadable).toEqual([])
})
