/**
 * Runs over items, one run at a time: what comes while one is under way goes into the next. The first waits for the
 * turn of the event loop to end, so that requests that were read in it are gathered too. `run` does not throw.
 */
export function gathering<Item>(run: (items: Item[]) => Promise<void>): (item: Item) => void {
  let gathered: Item[] = []
  let isRunning = false

  const runAll = async () => {
    isRunning = true
    await new Promise(setImmediate)
    while (gathered.length) {
      const items = gathered
      gathered = []
      await run(items)
    }
    isRunning = false
  }
  return item => {
    gathered.push(item)
    if (!isRunning) void runAll()
  }
}
