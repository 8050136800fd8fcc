/** What sends a first event, ready to be copied. */
export const snippets = {
  curl: (origin: string, key: string) => `curl -s ${origin}/graphql \\
  -H 'content-type: application/json' \\
  -H 'authorization: Bearer ${key}' \\
  -d '${JSON.stringify({ query: tracking })}'`,
  page: (
    origin: string,
    key: string,
  ) => `<script src="${origin}/sdk.js" data-key="${key}" data-auto-page></script>
<script>
  analytics.identify('ann', { plan: 'pro' })
  analytics.track('signup')
</script>`,
  service: (origin: string, key: string) => `import { createAnalytics } from '@convograph/sdk'

const analytics = createAnalytics({ url: '${origin}', key: '${key}' })
analytics.track('signup', { plan: 'pro' }, { userId: 'ann' })
await analytics.flush()`,
}

const tracking = `mutation { trackEvents(input: { events: [
  { eventId: "first-1", name: "signup", userId: "ann", timestamp: "${new Date().toISOString()}" }
] }) { accepted receipts { status code } } }`
