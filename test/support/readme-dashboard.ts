import { readFileSync } from 'node:fs'

/** The example dashboard of the README, as it is pasted: one operation with twelve questions. */
export const readmeDashboard = /^ask '(query Dashboard[^']+)'$/m.exec(readFileSync('README.md', 'utf8'))![1]!
