import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2023: CalendarYear = {
  year: 2023,
  version: 1,
  url: 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
  title: '国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）',
  knownFrom: '2022-12-08',
  off: [
    ...holiday('元旦', '2022-12-31', '2023-01-02'),
    ...holiday('春节', '2023-01-21', '2023-01-27'),
    ...holiday('清明节', '2023-04-05'),
    ...holiday('劳动节', '2023-04-29', '2023-05-03'),
    ...holiday('端午节', '2023-06-22', '2023-06-24'),
    ...holiday('中秋节、国庆节', '2023-09-29', '2023-10-06'),
  ],
  makeUp: [
    ...worked('春节', '2023-01-28', '2023-01-29'),
    ...worked('劳动节', '2023-04-23', '2023-05-06'),
    ...worked('端午节', '2023-06-25'),
    ...worked('中秋节、国庆节', '2023-10-07', '2023-10-08'),
  ],
}
