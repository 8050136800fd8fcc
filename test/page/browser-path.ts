import { existsSync } from 'node:fs'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium or Chrome of the system; undefined without one. */
export const browserPath = (): string | undefined => installed.find(path => existsSync(path))
