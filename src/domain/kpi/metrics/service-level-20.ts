import { serviceLevelOf } from '../service-level.ts'

export const serviceLevel20 = serviceLevelOf(20)
