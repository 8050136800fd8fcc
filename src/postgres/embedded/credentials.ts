import { z } from 'zod'

/** The role that owns the databases of the cluster. */
export const Credentials = z.object({ user: z.string(), password: z.string() })
export type Credentials = z.infer<typeof Credentials>
