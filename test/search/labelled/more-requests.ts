/** The second half of the labelled set, in the form of requests.ts. */
export const more = `
school-1|consultation|school-place|education|城东街道|孩子今年九月上小学，户口在外地，房子是租的，请问入学报名需要什么条件
school-2|complaint|school-place|education|实验小学|买房时说是学区房，现在学校说学位满了要把孩子调剂到别的学校
school-3|consultation|school-place|education||外地转回来读初二，想问转学手续怎么办理
tutor-1|complaint|tutoring|education|万达广场|培训机构突然关门，给孩子报的英语课还有六十节课时没上，要求退费
tutor-2|report|tutoring|education|金桂苑|有在职老师在家里办补习班收费补课，希望查处
meal-1|complaint|school-meal|education|第二中学|学校食堂的饭菜里吃出虫子，价格还涨了，家长意见很大
medical-1|consultation|medical-claim|medical-insurance||在上海住院做手术，没有备案，回来医保还能报销吗，报多少
medical-2|consultation|medical-claim|medical-insurance||高血压糖尿病慢性病门诊怎么办理，每年报销额度是多少
medical-3|help|medical-claim|medical-insurance||给孩子交了居民医保，药店刷卡显示没有参保，请查一下
birth-1|consultation|maternity|medical-insurance||生二胎以后生育津贴怎么申领，单位拖着不给办
hospital-1|complaint|hospital|health|中心医院|急诊排了四个小时才看上病，护士态度也很差
hospital-2|complaint|hospital|health|妇幼保健院|医生开了一大堆检查，前一天刚在别的医院做过，不认结果还要重做
vaccine-1|consultation|vaccination|health||宝宝六个月了，想问社区卫生服务中心周几可以打疫苗
road-1|complaint|road-damage|urban|青年路 56 号门前|路面有个大坑，晚上骑电动车的人摔倒了好几个，请尽快修补
road-2|help|road-damage|urban|人民中路|人行道上井盖不见了，旁边没有警示，太危险了
road-3|suggestion|road-damage|urban|建设路|盲道的地砖碎了很多块，下雨踩上去溅一身泥水，建议重新铺
light-1|complaint|streetlight|urban|解放路 88 号|门口这一排路灯已经坏了三天，晚上黑漆漆的老人不敢出门
light-2|help|streetlight|urban|临江镇滨江路|整条路的灯都不亮，昨天有人骑车撞到护栏上了
garbage-1|complaint|garbage|urban|梅园新村|垃圾桶好几天没人清理，堆得到处都是，苍蝇蚊子特别多
garbage-2|complaint|garbage|urban|城西街道|有人半夜往河边倾倒建筑垃圾，装修的废料堆成山
vendor-1|complaint|street-vendor|urban|菜市场北门|早上卖菜的摊贩把整条路都占了，车子进不来，希望城管来管
vendor-2|complaint|street-vendor|urban|步行街|夜市摊位摆到了盲道上，收摊以后满地油污
build-1|report|illegal-building|urban|翠湖新村 3 幢顶楼|顶楼住户在楼顶私自搭建阳光房，担心压坏房屋结构
build-2|report|illegal-building|urban|城东街道|一楼的人把公共绿地围起来盖了一间小房子，属于违建
green-1|help|greening|urban|建设路|路边大树的树枝伸到三楼窗户了，刮风打玻璃，希望修剪一下
fumes-1|complaint|cooking-fumes|urban|桂花巷|楼下烧烤店没有烟道，油烟直接往楼上飘，家里全是味道不敢开窗
fumes-2|complaint|cooking-fumes|urban|新华路|饭店的排烟口正对着我家窗户，吃饭时间呛得人咳嗽
property-1|complaint|property-management|housing|滨河花园|物业收了钱不干活，楼道几个月没打扫，保安室没有人，门禁坏了也不修
property-2|consultation|property-management|housing||小区想成立业主委员会，请问需要什么程序，向谁申请
property-3|complaint|property-management|housing|锦绣江南|物业费从一块二涨到两块，没有征求业主同意
leak-1|complaint|leak-repair|housing|阳光花苑 9 幢|外墙渗水，一下雨卧室墙面全湿了发霉，开发商和物业互相推
leak-2|help|leak-repair|housing|金桂苑 6 幢|楼上卫生间漏水漏到我家天花板，敲门不开，不知道找谁解决
deliver-1|complaint|late-delivery|housing|御景湾|合同约定去年底交房，到现在工地还停着，开发商说没资金
cert-1|consultation|property-certificate|land||买的二手房想过户，请问办不动产证要带什么材料、要多少天
cert-2|complaint|property-certificate|land|御景湾|住了三年了房产证还没办下来，孩子上学要用
fund-1|consultation|provident-fund|housing-fund||租房可以提取公积金吗，一年能提几次，网上能办吗
fund-2|complaint|provident-fund|housing-fund|开发区|单位一直不给职工缴存住房公积金
rent-1|complaint|rent-dispute|housing|新华路|退租以后房东不退押金，说墙上有钉子眼要扣两千
lift-1|complaint|elevator|market|翠湖新村 7 幢|电梯一个月坏了五次，昨天还把人困在里面半小时，不敢坐了
air-1|complaint|air-pollution|environment|北港镇化工园|一到晚上就闻到刺鼻的化学气味，头晕恶心，怀疑工厂偷偷排废气
air-2|complaint|air-pollution|environment|御景湾旁|渣土车进出工地不冲洗，路上全是灰，扬尘很大
river-1|report|river-pollution|environment|临江镇新河|河水变成黑色还漂着死鱼，上游有家印染厂在偷排污水
burn-1|report|burning|environment|北港镇三圩村|田里有人烧秸秆，浓烟飘到马路上看不清路
refund-1|complaint|refund|market|家电城|买的冰箱用了十天就不制冷，商家不肯退货也不肯换
refund-2|complaint|refund|market||在直播间买的玉镯鉴定是假的，商家拉黑了我，要求退款赔偿
food-1|report|food-safety|market|城西街道超市|超市卖的酸奶过期半个月了还摆在货架上，孩子喝了拉肚子
food-2|complaint|food-safety|market|步行街|外卖里吃出一只蟑螂，店家只肯赔十块钱
card-1|complaint|prepaid-card|commerce|万达广场|健身房关门跑路了，年卡还有八个月，钱退不回来
card-2|complaint|prepaid-card|commerce|新华路|理发店办卡充了两千块，才用两次老板就换人了不认账
licence-1|consultation|licence|approval||想开一家小吃店，请问营业执照和食品许可证怎么办
bus-1|complaint|bus|traffic|实验小学站|十二路公交车等了四十分钟不来，来了又不停站直接开走
bus-2|suggestion|bus|traffic|御景湾|新小区住了两千多户没有一班公交，建议增加线路或者延长末班车时间
taxi-1|complaint|taxi|traffic|火车站|出租车司机不打表，一口价要五十，不坐就拒载
signal-1|suggestion|traffic-signal|traffic-police|青年路与建设路口|左转的绿灯时间只有十秒，早高峰排队要等三个红灯，建议延长
signal-2|help|traffic-signal|traffic-police|人民中路路口|红绿灯坏了不亮，车子乱成一团，请派交警指挥
licence-2|consultation|driving-licence|traffic-police||驾驶证快到期了人在外地，可以异地换证吗
fraud-1|help|fraud|police||有人冒充客服说我的快递丢了要理赔，让我转账，我已经转了三千块
id-1|consultation|household|police||新生儿上户口要带什么材料，父母户口不在一起怎么办
id-2|consultation|household|police||身份证过期了，可以在本地派出所补办外省的吗
dog-1|complaint|dogs|police|滨河花园|有人遛大狗从来不牵绳，昨天差点咬到孩子，物业说管不了
dog-2|complaint|dogs|police|梅园新村|隔壁家的狗半夜一直叫，吵得睡不着
fire-1|complaint|fire-hazard|fire|金桂苑 2 幢|有人把电动车推到楼上在楼道里充电，太危险了怕着火
fire-2|report|fire-hazard|fire|翠湖新村|消防通道被杂物堵死，灭火器也过期了，存在安全隐患
poor-1|consultation|subsistence|civil||家里主要劳动力得了重病，没有收入，想问低保怎么申请
marry-1|consultation|marriage|civil||我们两个都是外地人，可以在这里登记结婚吗，要预约吗
elder-1|consultation|elderly|civil||父亲今年八十岁了，高龄补贴每个月多少，去哪里申请
elder-2|praise|elderly|civil|城东街道|社区助餐点的饭菜又便宜又可口，工作人员还送上门，特意来表扬
land-1|consultation|homestead|agriculture|临江镇|农村老房子想翻建，宅基地审批要走什么手续
village-1|report|village-affairs|town-river|临江镇新河村|村干部把集体鱼塘便宜承包给自己亲戚，账目从来不公开
village-2|complaint|village-affairs|town-north|北港镇三圩村|村里修路的钱收了两年，路到现在没修，村委也不解释
invoice-1|report|invoice|tax|步行街|饭店吃饭不给开发票，说开发票要加六个点
tax-1|consultation|tax-policy|tax||个税年度汇算清缴退税申请提交半个月了，怎么还没到账
tax-2|consultation|tax-policy|tax||小微企业今年有什么税收减免政策，增值税怎么申报
office-1|complaint|service-attitude|approval|政务服务大厅|窗口工作人员态度恶劣，材料不一次说清楚，让我跑了三趟
office-2|praise|service-attitude|approval|政务服务大厅|三号窗口的小姑娘特别耐心，帮我妈填表复印，提出表扬
spot-1|complaint|scenic-spot|culture|滨江景区|景区门票预约了进不去，客服电话没人接，要求退票
legal-1|consultation|legal-aid|justice||没钱请律师打官司，请问怎么申请法律援助
`
