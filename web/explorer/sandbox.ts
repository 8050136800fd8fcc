import { dependencies } from '../../package.json'
import { load } from './load.ts'

/** What Apollo's script defines. */
declare global {
  var EmbeddedSandbox: (new (options: object) => unknown) | undefined
}

const runtime = `@apollo/server@${dependencies['@apollo/server']}`
const script = `https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js?runtime=${encodeURIComponent(runtime)}`

/** Whoever waits longer has no way to Apollo, or a bad one. */
const patienceMs = 2_000

const isChosen = new URLSearchParams(location.search).get('ui') === 'apollo'

/** A query in the address is for GraphiQL only: a foreign script would read it. */
if (location.hash && !isChosen) openGraphiql()
else
  load(script, patienceMs).then(showSandbox, () => {
    if (!isChosen) return openGraphiql()
    document.getElementById('missing')!.hidden = false
  })

function openGraphiql(): void {
  location.replace(`/graphql?ui=graphiql${location.hash}`)
}

/** As Apollo Server would. */
function showSandbox(): void {
  new EmbeddedSandbox!({
    target: '#sandbox',
    initialEndpoint: `${location.origin}/graphql`,
    initialState: {},
    hideCookieToggle: false,
    endpointIsEditable: false,
    runTelemetry: true,
    allowDynamicStyles: false,
    runtime,
  })
}
