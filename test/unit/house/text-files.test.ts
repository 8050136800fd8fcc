import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const mostBytes = 1_000_000

test('every file of the repository is text of less than a megabyte, which people can review', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(existsSync)
  expect(tracked).toContain('package.json')
  const unreadable = tracked.filter(path => {
    const content = readFileSync(path)
    return content.length > mostBytes || content.includes(0)
  })
  expect(unreadable).toEqual([])
})
