import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2025: CalendarYear = {
  year: 2025,
  version: 1,
  url: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  title: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
  knownFrom: '2024-11-12',
  off: [
    ...holiday('元旦', '2025-01-01'),
    ...holiday('春节', '2025-01-28', '2025-02-04'),
    ...holiday('清明节', '2025-04-04', '2025-04-06'),
    ...holiday('劳动节', '2025-05-01', '2025-05-05'),
    ...holiday('端午节', '2025-05-31', '2025-06-02'),
    ...holiday('国庆节、中秋节', '2025-10-01', '2025-10-08'),
  ],
  makeUp: [
    ...worked('春节', '2025-01-26', '2025-02-08'),
    ...worked('劳动节', '2025-04-27'),
    ...worked('国庆节、中秋节', '2025-09-28', '2025-10-11'),
  ],
}
