import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2022: CalendarYear = {
  year: 2022,
  version: 1,
  url: 'http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm',
  title: '国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）',
  knownFrom: '2021-10-25',
  off: [
    ...holiday('元旦', '2022-01-01', '2022-01-03'),
    ...holiday('春节', '2022-01-31', '2022-02-06'),
    ...holiday('清明节', '2022-04-03', '2022-04-05'),
    ...holiday('劳动节', '2022-04-30', '2022-05-04'),
    ...holiday('端午节', '2022-06-03', '2022-06-05'),
    ...holiday('中秋节', '2022-09-10', '2022-09-12'),
    ...holiday('国庆节', '2022-10-01', '2022-10-07'),
  ],
  makeUp: [
    ...worked('春节', '2022-01-29', '2022-01-30'),
    ...worked('清明节', '2022-04-02'),
    ...worked('劳动节', '2022-04-24', '2022-05-07'),
    ...worked('国庆节', '2022-10-08', '2022-10-09'),
  ],
}
