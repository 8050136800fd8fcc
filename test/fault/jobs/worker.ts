import { type Ask, askerOf } from '../api.ts'
import { freePort } from '../free-port.ts'
import { type Run } from '../run.ts'
import { type Service, spawnService, startService } from '../service.ts'

/** A process of the service that shares both databases and the folder of exports with another one. */
export interface Worker {
  name: string
  url: string
  ask: Ask
  /** The process that was started last. */
  service(): Service
  start(): void
}

/** The service of the run, and a second one, which starts here and ends with the run. */
export async function twoWorkers(run: Run): Promise<[Worker, Worker]> {
  const { url, ask } = run
  const first = { name: 'A', url, ask, service: () => run.service!, start: () => startService(run) }
  const port = await freePort()
  const second = otherWorker(run, `http://127.0.0.1:${port}`, { ...run.environment, PORT: String(port) })
  second.start()
  await second.service().ready()
  return [first, second]
}

function otherWorker(run: Run, url: string, environment: Record<string, string>): Worker {
  return {
    name: 'B',
    url,
    ask: askerOf(run.env, url),
    service: () => run.other!,
    start: () => {
      run.other = spawnService({ ...run, url, environment })
    },
  }
}
