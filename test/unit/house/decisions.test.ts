import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = 'docs/decisions'

test('the index lists every decision with its number and title', () => {
  const files = readdirSync(folder).filter(name => name !== 'README.md')
  const expected = files.map(name => {
    const [, number, title] = /^# (\d{4}) (.+)$/m.exec(readFileSync(`${folder}/${name}`, 'utf8'))!
    expect(name.slice(0, 4)).toBe(number)
    return `| ${number} | [${title}](${name}) |`
  })
  const index = readFileSync(`${folder}/README.md`, 'utf8')
  expect(index.match(/^\| \d{4} \| \[.+?\]\(.+?\) \|/gm)).toEqual(expected)
})
