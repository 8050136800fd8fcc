import { useChange } from '../../api/use-change.ts'

/** Waits for a mutation, asks the tab again, and gives what was refused. */
export const useDone = (refresh: () => void) => async (doing: ReturnType<ReturnType<typeof useChange>>) => {
  const { refusals } = await doing
  refresh()
  return refusals
}
