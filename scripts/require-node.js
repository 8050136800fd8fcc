// Runs before everything else and on any version of Node.js, so it uses only what old versions have.
import { readFileSync } from 'node:fs'

const wanted = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).engines.node.slice(2)
const [major, minor] = process.versions.node.split('.').map(Number)
const [leastMajor, leastMinor] = wanted.split('.').map(Number)

if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  process.stderr.write(
    `Convograph needs Node.js ${wanted} or newer; this is ${process.versions.node}. ` +
      'npm ci installs such a version unless install scripts are off. Run "npm rebuild node", or install a newer Node.js.\n',
  )
  process.exit(1)
}
