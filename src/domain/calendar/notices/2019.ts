import type { CalendarYear } from '../calendar-year.ts'
import { holiday, worked } from './dates.ts'

export const notice2019: CalendarYear = {
  year: 2019,
  version: 1,
  url: 'http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm',
  title: '国务院办公厅关于2019年部分节假日安排的通知（国办发明电〔2018〕15号）',
  knownFrom: '2018-12-06',
  off: [
    ...holiday('元旦', '2018-12-30', '2019-01-01'),
    ...holiday('春节', '2019-02-04', '2019-02-10'),
    ...holiday('清明节', '2019-04-05'),
    ...holiday('劳动节', '2019-05-01'),
    ...holiday('端午节', '2019-06-07'),
    ...holiday('中秋节', '2019-09-13'),
    ...holiday('国庆节', '2019-10-01', '2019-10-07'),
  ],
  makeUp: [
    ...worked('元旦', '2018-12-29'),
    ...worked('春节', '2019-02-02', '2019-02-03'),
    ...worked('国庆节', '2019-09-29', '2019-10-12'),
  ],
}

/** The whole year as it was after the second notice. */
export const notice2019Changed: CalendarYear = {
  year: 2019,
  version: 2,
  url: 'http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm',
  title: '国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）',
  knownFrom: '2019-03-22',
  off: [
    ...holiday('元旦', '2018-12-30', '2019-01-01'),
    ...holiday('春节', '2019-02-04', '2019-02-10'),
    ...holiday('清明节', '2019-04-05'),
    ...holiday('劳动节', '2019-05-01', '2019-05-04'),
    ...holiday('端午节', '2019-06-07'),
    ...holiday('中秋节', '2019-09-13'),
    ...holiday('国庆节', '2019-10-01', '2019-10-07'),
  ],
  makeUp: [
    ...worked('元旦', '2018-12-29'),
    ...worked('春节', '2019-02-02', '2019-02-03'),
    ...worked('劳动节', '2019-04-28', '2019-05-05'),
    ...worked('国庆节', '2019-09-29', '2019-10-12'),
  ],
}
