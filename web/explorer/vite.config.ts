import { join } from 'node:path'
import { type UserConfig } from 'vite'
import page from '../vite.config.ts'

/** The explorer of `/graphql`: a build of its own, because it is large and seldom changes. */
export default {
  ...page,
  root: import.meta.dirname,
  base: '/graphql/explorer/',
  build: {
    ...page.build,
    outDir: '../../dist/explorer',
    // Monaco is one chunk of 3 MB.
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      // Packages mark their modules for servers of React and for its compiler, which this build has not.
      checks: { ...page.build?.rolldownOptions?.checks, moduleLevelDirective: false },
      input: ['graphiql.html', 'sandbox.html'].map(name => join(import.meta.dirname, name)),
    },
  },
} satisfies UserConfig
