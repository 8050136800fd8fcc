import cliProgress from 'cli-progress'

/** The progress of a run. */
export interface Progress {
  /** The current step. */
  show(what: string): void
  done(): void
  stop(): void
}

/** A bar on a terminal, otherwise a line for each list. */
export function startProgress(total: number, out = process.stderr): Progress {
  if (!out.isTTY)
    return { show: what => void out.write(`${what} …\n`), done: () => undefined, stop: () => undefined }
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value} of {total} attacks, {what}',
    stream: out,
    barsize: 24,
    gracefulExit: false,
  })
  bar.start(total, 0, { what: '' })
  return {
    show: what => bar.update({ what }),
    done: () => bar.increment(),
    stop: () => bar.stop(),
  }
}
