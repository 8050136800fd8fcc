// Decorators record types with this module; each program imports it first.
import 'reflect-metadata'
import fc from 'fast-check'
import { seed } from '../rounds.ts'

fc.configureGlobal({ seed })
