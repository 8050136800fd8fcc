import { expect, test } from 'vitest'
import { Pace } from '../../src/projection/pace.ts'

/**
 * A stop took a second (PROJECTION_DEBOUNCE_MS) with nothing left to do: it ended the wait for a commit, and the pause went
 * on to wait for more commits. In the same way a question about an event of another process waited until it asked again.
 */
test.each(['stop', 'hurry'] as const)(
  '%s ends the pause of the projection, whether it waits for a commit or for more of them',
  async call => {
    const anHour = 3_600_000
    const idle = new Pace(anHour)
    const pause = idle.pause()
    idle[call]()
    await expect(pause).resolves.toBeUndefined()

    const gathering = new Pace(anHour)
    gathering.wake()
    const longer = gathering.pause()
    gathering[call]()
    await expect(longer).resolves.toBeUndefined()
  },
)
