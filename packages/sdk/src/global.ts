import { createAnalytics } from './browser.ts'

/**
 * `<script src="https://analytics.example.com/sdk.js" data-key="…"></script>` makes `analytics`, which sends to the service
 * that the script came from. With `data-auto-page` it sends pages by itself. Without `data-key` the page calls
 * `Convograph.createAnalytics`.
 */
const { src, dataset } = document.currentScript as HTMLScriptElement
const { key, autoPage } = dataset

const analytics =
  key && createAnalytics({ url: src.replace(/\/sdk\.js.*/, ''), key, autoPage: autoPage !== undefined })

Object.assign(window, { Convograph: { createAnalytics } }, analytics && { analytics })
