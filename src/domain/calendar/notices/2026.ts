import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2026: CalendarYear = {
  year: 2026,
  version: 1,
  url: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
  title: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
  knownFrom: '2025-11-04',
  off: [
    ...holiday('元旦', '2026-01-01', '2026-01-03'),
    ...holiday('春节', '2026-02-15', '2026-02-23'),
    ...holiday('清明节', '2026-04-04', '2026-04-06'),
    ...holiday('劳动节', '2026-05-01', '2026-05-05'),
    ...holiday('端午节', '2026-06-19', '2026-06-21'),
    ...holiday('中秋节', '2026-09-25', '2026-09-27'),
    ...holiday('国庆节', '2026-10-01', '2026-10-07'),
  ],
  makeUp: [
    ...worked('元旦', '2026-01-04'),
    ...worked('春节', '2026-02-14', '2026-02-28'),
    ...worked('劳动节', '2026-05-09'),
    ...worked('国庆节', '2026-09-20', '2026-10-10'),
  ],
}
