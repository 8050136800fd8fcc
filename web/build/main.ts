import { constants } from 'node:zlib'
import explorer from '../explorer/vite.config.ts'
import page from '../vite.config.ts'
import { buildOnce } from './build-once.ts'

// Side by side: a first start waits for both.
await Promise.all([
  buildOnce({
    config: page,
    name: 'page',
    folders: ['web'],
    exclude: ['web/explorer/**'],
    quality: constants.BROTLI_MAX_QUALITY,
    add: async folder => (await import('./documents.ts')).writeDocuments(folder),
  }),
  buildOnce({
    config: explorer,
    name: 'explorer',
    folders: ['web/explorer', 'web/api', 'web/session', 'web/shell', 'web/build'],
    quality: 5,
  }),
])
