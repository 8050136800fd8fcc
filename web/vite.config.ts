import { type UserConfig } from 'vite'

/** Modules that every page needs: libraries, and the folders of `web` around the pages. */
const inEveryPage =
  /node_modules.(react|react-dom|scheduler|urql|@urql|wonka|@0no-co)\b|web.(address|api|format|session|shell)\b/

/** The page is at `/app/`; the service answers it from `dist/page`. */
export default {
  root: import.meta.dirname,
  base: '/app/',
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Data in the address of an image would need an exception of the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What every page needs is one file: a dozen small ones take longer to arrive.
      output: { codeSplitting: { groups: [{ name: 'first', test: inEveryPage }] } },
    },
  },
  server: { proxy: { '/graphql': 'http://127.0.0.1:8002' } },
} satisfies UserConfig
