import { serviceLevelOf } from '../service-level.ts'

export const serviceLevel15 = serviceLevelOf(15)
