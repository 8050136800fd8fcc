import { readEnv } from '../../../src/env.ts'
import { type Run } from '../run.ts'
import { startRandomReceiver } from './random-receiver.ts'

/** Gives the run a receiver of webhooks that answers at random. */
export async function ownReceiver(run: Run): Promise<void> {
  run.webhook = await startRandomReceiver(run.settings.seed)
  run.environment.WEBHOOK_ALLOW_PRIVATE = '127.0.0.1'
  run.env = readEnv(run.environment)
}
