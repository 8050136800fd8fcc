import jwt from 'jsonwebtoken'
import { expect, test } from 'vitest'
import { linkOf } from '../../../web/pages/shared/link.ts'

const claims = {
  jti: '7',
  project: 'default',
  dashboard: 'platform',
  filter: { dimension: 'BOT', values: ['Zürich ✓'] },
  range: true,
  lists: false,
  iat: 1_790_000_000,
  exp: 1_800_000_000,
}

test('a link says what it opens, what it fixes, and until when', () => {
  const token = jwt.sign(claims, 'any secret')
  expect(linkOf(token)).toEqual({
    token,
    dashboardId: 'platform',
    filter: { dimension: 'BOT', values: ['Zürich ✓'] },
    allowsRange: true,
    expiresAt: 1_800_000_000_000,
  })
})

test.each([
  '',
  'cg_secret',
  'a.b.c',
  jwt.sign({ sub: 'ann' }, 'any secret'),
  jwt.sign(claims, 'x').slice(0, 60),
])('a text that is no link is none: %s', text => {
  expect(linkOf(text)).toBeUndefined()
})
