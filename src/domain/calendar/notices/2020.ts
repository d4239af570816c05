import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2020: CalendarYear = {
  year: 2020,
  version: 1,
  url: 'http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
  title: '国务院办公厅关于2020年部分节假日安排的通知（国办发明电〔2019〕16号）',
  knownFrom: '2019-11-21',
  off: [
    ...holiday('元旦', '2020-01-01'),
    ...holiday('春节', '2020-01-24', '2020-01-30'),
    ...holiday('清明节', '2020-04-04', '2020-04-06'),
    ...holiday('劳动节', '2020-05-01', '2020-05-05'),
    ...holiday('端午节', '2020-06-25', '2020-06-27'),
    ...holiday('国庆节、中秋节', '2020-10-01', '2020-10-08'),
  ],
  makeUp: [
    ...worked('春节', '2020-01-19', '2020-02-01'),
    ...worked('劳动节', '2020-04-26', '2020-05-09'),
    ...worked('端午节', '2020-06-28'),
    ...worked('国庆节、中秋节', '2020-09-27', '2020-10-10'),
  ],
}

/** The whole year as it was after the second notice. */
export const notice2020Changed: CalendarYear = {
  year: 2020,
  version: 2,
  url: 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm',
  title: '国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）',
  knownFrom: '2020-01-27',
  off: [
    ...holiday('元旦', '2020-01-01'),
    ...holiday('春节', '2020-01-24', '2020-02-02'),
    ...holiday('清明节', '2020-04-04', '2020-04-06'),
    ...holiday('劳动节', '2020-05-01', '2020-05-05'),
    ...holiday('端午节', '2020-06-25', '2020-06-27'),
    ...holiday('国庆节、中秋节', '2020-10-01', '2020-10-08'),
  ],
  makeUp: [
    ...worked('春节', '2020-01-19'),
    ...worked('劳动节', '2020-04-26', '2020-05-09'),
    ...worked('端午节', '2020-06-28'),
    ...worked('国庆节、中秋节', '2020-09-27', '2020-10-10'),
  ],
}
