import { createServer } from 'node:http'

/**
 * The site of a customer, on an origin of its own: a page that tracks the numbers of its address when it opens, and `/tag`, which
 * has nothing but the tag.
 */
export async function pageServer(): Promise<{ origin: string; close(): void }> {
  const server = createServer(({ url }, response) => {
    const body = url!.startsWith('/tag') ? tagged : page
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

/** The parameter `numbers` and the options of the client are JSON. */
const page = `<!doctype html>
<title>A customer</title>
<script>
  const given = new URLSearchParams(location.search)
  const options = JSON.parse(given.get('options'))
  document.write('<script src="' + options.url + '/sdk.js"></' + 'script>')
</script>
<script>
  const errors = []
  const onError = error => errors.push(error.code)
  const analytics = Convograph.createAnalytics({ requestTimeoutMs: 1000, flushIntervalMs: 200, onError, ...options })
  const see = numbers => numbers.forEach(no => analytics.track('seen', { no }))
  see(JSON.parse(given.get('numbers')))
</script>`

/** The parameters `url` and `key` come into the tag as a customer would write them there. */
const tagged = `<!doctype html>
<title>A tag</title>
<script>
  const { url, key } = Object.fromEntries(new URLSearchParams(location.search))
  document.write('<script src="' + url + '/sdk.js" data-key="' + key + '" data-auto-page></' + 'script>')
</script>
<script>analytics.track('tagged')</script>`
