import { serve } from './cli/serve.ts'
import { welcome } from './cli/welcome.ts'
import { readEnv } from './env.ts'

await serve(readEnv, ({ env, address }) => {
  process.stdout.write(welcome(env, address))
})
