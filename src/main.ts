import { welcome } from './cli/welcome.ts'
import { readEnv } from './env.ts'
import { serve } from './serve.ts'

await serve(readEnv, ({ env, address }) => {
  process.stdout.write(welcome(env, address))
})
