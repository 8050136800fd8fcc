import { type Properties } from '../analytics.ts'

/** The properties of the page that events of your own naming have. Addresses are without query, which may name people. */
export const pageProperties = (pageId: string): Properties => ({
  pageId,
  url: location.origin + location.pathname,
  referrer: document.referrer ? new URL(document.referrer).host : undefined,
  title: document.title,
  language: navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  viewport: `${innerWidth}x${innerHeight}`,
})
