import { serviceLevelOf } from '../service-level.ts'

export const serviceLevel30 = serviceLevelOf(30)
