import type { CalendarYear } from '../calendar-year.ts'
import { notice2019, notice2019Changed } from './2019.ts'
import { notice2020, notice2020Changed } from './2020.ts'
import { notice2021 } from './2021.ts'
import { notice2022 } from './2022.ts'
import { notice2023 } from './2023.ts'
import { notice2024 } from './2024.ts'
import { notice2025 } from './2025.ts'
import { notice2026 } from './2026.ts'

/**
 * The State Council's notices from 2019 on, in the order in which they were made known, each written down from its own words. A notice that
 * changes a year is a new version of the whole year. Years that are not here are not known.
 */
export const stateCouncilNotices: readonly CalendarYear[] = [
  notice2019,
  notice2019Changed,
  notice2020,
  notice2020Changed,
  notice2021,
  notice2022,
  notice2023,
  notice2024,
  notice2025,
  notice2026,
]
