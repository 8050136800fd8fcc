import { defineConfig } from 'rolldown'

/** The file for a script tag, which the service answers at `/sdk.js`. */
export default defineConfig({
  cwd: import.meta.dirname,
  input: 'src/global.ts',
  transform: { target: 'es2022' },
  output: { file: 'dist/sdk.js', format: 'iife', minify: true },
})
