import { constants } from 'node:zlib'
import explorer from '../explorer/vite.config.ts'
import page from '../vite.config.ts'
import { buildOnce } from './build-once.ts'
import { writeDocuments } from './documents.ts'

await buildOnce({
  config: page,
  name: 'page',
  folders: ['web'],
  exclude: ['web/explorer/**'],
  quality: constants.BROTLI_MAX_QUALITY,
  add: writeDocuments,
})
await buildOnce({
  config: explorer,
  name: 'explorer',
  folders: ['web/explorer', 'web/api', 'web/session', 'web/shell', 'web/build'],
  quality: 5,
})
