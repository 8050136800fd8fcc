import { type UserConfig } from 'vite'

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
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/graphql': 'http://127.0.0.1:8002' } },
} satisfies UserConfig
