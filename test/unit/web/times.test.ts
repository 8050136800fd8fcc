import { expect, test } from 'vitest'
import { withMoments } from '../../../web/format/times.ts'

test('the instants of a sentence are written as people of the zone read them', () => {
  const sentence = 'The cost was $1.60 from 2026-11-27T00:00:00.000Z to 2026-11-27T12:30:00Z, on 2026-11-27.'
  expect(withMoments(sentence, 'Asia/Kathmandu')).toBe(
    'The cost was $1.60 from 27 Nov 2026, 05:45:00 to 27 Nov 2026, 18:15:00, on 2026-11-27.',
  )
})
