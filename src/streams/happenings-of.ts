import { type Happening } from './answer.ts'
import { type ChangedThing } from './notify-change.ts'
import { type Listening } from './ticks.ts'

/**
 * The changes of things of a kind, with the id of the thing as `value`. With an id the first happening is the present state of that
 * thing; without one, each change of any of them is a happening, from now on.
 */
export async function* happeningsOf(
  { changes, project, signal }: Listening,
  kind: ChangedThing,
  one?: string,
): AsyncGenerator<Happening, void> {
  const watch = changes.of(kind, project, signal)
  if (one !== undefined) yield { value: one }
  while (!signal.aborted)
    for (const id of await watch.next())
      if (one === undefined) {
        // Messages were lost: the things that have changed are not known.
        if (id) yield { of: id, value: id }
      } else if (id === one || !id) yield { value: one }
}
