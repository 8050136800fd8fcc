// Runs before everything else, on whichever Node.js there is: it must not import what an old one cannot load.
import { readFileSync } from 'node:fs'

const wanted = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).engines.node.slice(2)
const [major, minor] = process.versions.node.split('.').map(Number)
const [leastMajor, leastMinor] = wanted.split('.').map(Number)

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  process.stderr.write(
    `Convograph needs Node.js ${wanted} or newer and this is ${process.versions.node}. ` +
      'npm ci brings a fitting one along unless install scripts are off: run "npm rebuild node", or install a newer Node.js.\n',
  )
  process.exit(1)
}
