//! Tables of sentences with the names in them.

use super::*;
use crate::article::Article;
use crate::testing::{finds_nothing, holds};

fn read(text: &str) -> Vec<String> {
    let article = Article::plain(text, None);
    let mentions = crate::extract::extract(&Context::of(&article));
    mentions.entities.iter().map(|m| format!("{} {}", m.value.entity_type, article.text.slice(m.span))).collect()
}

#[test]
fn names() {
    let table: &[(&str, &[&str])] = &[
        ("大会在四川成都召开。", &["GPE 四川", "GPE 成都"]),
        ("韩国对华贸易回升，议员反华，游客来华；在华尔街、来华东都不是。", &["GPE 韩国", "GPE 华", "GPE 华", "GPE 华", "LOC 华尔街", "LOC 华东"]),
        ("名为Operation Jackdaw的活动，“Operation StoneWall”收网；Operation System、Operation Failed不是。", &["EVENT Operation Jackdaw", "EVENT Operation StoneWall"]),
        ("奇安信集团望舒实验室、腾讯安全大数据实验室和蚂蚁集团信息安全部参加。", &["ORG 奇安信集团望舒实验室", "ORG 腾讯安全大数据实验室", "ORG 蚂蚁集团信息安全部"]),
        ("复旦大学系统软件与安全实验室、达摩院智能计算实验室发表论文。", &["ORG 复旦大学系统软件与安全实验室", "ORG 达摩院智能计算实验室"]),
        ("美团收购了研究院，百度内部实验室开放，谷歌、微软研究院的人。", &["ORG 美团", "ORG 百度", "ORG 谷歌", "ORG 微软研究院"]),
        (
            "Qualys Threat Analysis Group 与 Microsoft Group Policy，FBI Confirms Lazarus Group。",
            &["ORG Qualys Threat Analysis Group", "ORG Microsoft", "ORG FBI", "ORG Lazarus Group"],
        ),
        ("武汉大学计算机与人工智能学院、合肥师范学院计算机与艺术学院、清华大学学院派。", &["ORG 武汉大学计算机与人工智能学院", "ORG 合肥师范学院计算机与艺术学院", "ORG 清华大学"]),
        ("奇安信网站应用安全云防护系统更新，奇安信威胁感知系统在列，奇安信网站系统停用。", &["PRODUCT 奇安信网站应用安全云防护系统", "PRODUCT 奇安信威胁感知系统", "ORG 奇安信"]),
        ("从创立至今0ops战队已获奖，与42ops战队同场。", &["ORG 0ops战队", "ORG ops战队"]),
        // 所 before a verb; who acts for another, and what a company is called before its name.
        ("奇安信产品所代表的价值，华为所占的份额，上海证券交易所表示。", &["ORG 奇安信", "ORG 华为", "ORG 上海证券交易所"]),
        ("华北网络司令部代表国防部履行职责，奇安信合作公司遭入侵。", &["ORG 华北网络司令部", "ORG 国防部", "ORG 奇安信"]),
        ("日本超级连锁医院停诊，墨西哥大型机场集团停运，广东省乃至全国数字政府加快建设。", &["GPE 日本", "GPE 墨西哥", "GPE 广东省"]),
        ("伊朗官方媒体阿斯兰通讯社报道，日本跨国公司丸山公司收购了它。", &["GPE 伊朗", "ORG 阿斯兰通讯社", "GPE 日本", "ORG 丸山公司"]),
        ("安全公司CEO Tor Ashvin表示，NVIDIA Corporation修复漏洞。", &["PERSON Tor Ashvin", "ORG NVIDIA Corporation"]),
        ("菜鸟公司表示，将继续发展，菜鸟接入后更快。", &["ORG 菜鸟公司", "ORG 菜鸟"]),
        ("无论你是菜鸟还是高手。", &[]),
        // What a company does, a word of time before it.
        ("Zoom近日宣布裁员，Zoom更新。", &["ORG Zoom", "PRODUCT Zoom"]),
        // The Latin form in brackets is the name, too, whatever it holds; the name of something else is its own.
        (
            "西班牙桑坦德银行（Banco Santander）表示，《雾港时刻》（The Fog Harbour）上映，微软（Teams）更新。",
            &["ORG 西班牙桑坦德银行", "ORG Banco Santander", "WORK 《雾港时刻》", "WORK The Fog Harbour", "ORG 微软", "PRODUCT Teams"],
        ),
        // Certificates, an attack, a fruit; how a flaw is called behind the product.
        ("持有CISSP、CISA、CISM证书者优先，CISA发布公告。", &["ORG CISA"]),
        ("Padding Oracle攻击，Oracle修复漏洞，喝苹果汁，利用Windows 0 day漏洞。", &["ORG Oracle", "PRODUCT Windows"]),
        // Letters in brackets that are another thing's, and those that are this one's.
        (
            "用Windows Subsystem for Android（WSA）运行，WSA很快。Apache Subversion（SVN）更新，SVN很快。",
            &["PRODUCT Windows", "PRODUCT Android", "PRODUCT Apache Subversion", "PRODUCT SVN", "PRODUCT SVN"],
        ),
        ("macOS（Monterey）更新，Monterey很快。", &["PRODUCT macOS"]),
        ("法国警方与旧金山联邦法院、上海警方通报，海淀区人民法院和维也纳高等法院受理。", &["GPE 法国", "GPE 旧金山", "GPE 上海", "ORG 海淀区人民法院", "ORG 维也纳高等法院"]),
        ("高雄市与台湾花莲联网，平台中无人。", &["GPE 高雄市", "GPE 台湾", "GPE 花莲"]),
        ("俄亥俄州米德兰县和法国的克莱蒙镇受影响，加州市场不变。", &["GPE 俄亥俄州", "GPE 米德兰县", "GPE 法国", "GPE 克莱蒙镇", "GPE 加州"]),
        ("工厂位于德国诺德海姆，总部在德国特斯海姆；奥克兰市停电。", &["GPE 德国", "GPE 诺德海姆", "GPE 德国", "GPE 奥克兰市"]),
        ("本次论坛由工业和信息化部、四川省人民政府主办。", &["ORG 工业和信息化部", "ORG 四川省人民政府"]),
        ("四川省经济和信息化厅厅长翟刚表示，园区加快建设。", &["ORG 四川省经济和信息化厅", "PERSON 翟刚"]),
        ("国家网络安全产业园区（长沙）正式揭牌。", &["FAC 国家网络安全产业园区（长沙）"]),
        // What only the names beside it in an enumeration tell; the abbreviated kind, the division and the product are not.
        (
            "参与者有奇安信、云上谷雨、启明星辰、Lumexa、商业银行、绿盟科技、澄江云系统、深信服和风岭等。",
            &["ORG 奇安信", "ORG 云上谷雨", "ORG 启明星辰", "ORG Lumexa", "ORG 绿盟科技", "ORG 深信服"],
        ),
        (
            "奇安信、启明星辰、云上谷雨等公司参加，云上谷雨获奖；微软、谷歌、鹿鸣等软件；奇安信、云上谷雨获奖。",
            &["ORG 奇安信", "ORG 启明星辰", "ORG 云上谷雨", "ORG 云上谷雨", "ORG 微软", "ORG 谷歌", "ORG 奇安信", "ORG 云上谷雨"],
        ),
        // The first word of a Latin name stands for it, unless it is a word of general use or begins another name.
        ("安全公司Oaxis Security与Cloud Kettle公司发布报告，Oaxis表示，Oaxis Garden和Cloud不受影响。", &["ORG Oaxis Security", "ORG Cloud Kettle公司", "ORG Oaxis"]),
        ("默安科技与火线安全合作，默安表示，运维人员奋战在火线。", &["ORG 默安科技", "ORG 火线安全", "ORG 默安"]),
        (
            "奇安信、Lumexa和微软、谷歌合作；微软、谷歌和Lumexa Labs表示；奇安信、谷雨及风岭协会和绿盟科技受邀。",
            &["ORG 奇安信", "ORG Lumexa", "ORG 微软", "ORG 谷歌", "ORG 微软", "ORG 谷歌", "ORG Lumexa Labs", "ORG 奇安信", "ORG 谷雨及风岭协会", "ORG 绿盟科技"],
        ),
        (
            "支持Windows、Bluvane、Telnet、macOS和Quill Deck等工具；Quill Deck开源，Go、Bluvane、Redis。",
            &["PRODUCT Windows", "PRODUCT Bluvane", "PRODUCT macOS", "PRODUCT Quill Deck", "PRODUCT Quill Deck", "PRODUCT Bluvane", "PRODUCT Redis"],
        ),
        ("毛利率高于去年。（来源：云车情报站）", &["ORG 云车情报站"]),
        ("资讯来源：quillnews", &["ORG quillnews"]),
        ("（来源：工信部网站）（来源：云车情报站公众号）（转自：新华社国际）", &["ORG 工信部", "ORG 云车情报站", "ORG 新华社"]),
        ("图片来源：云车；（来源：网络综合）数据来源：云车情报站整理；来源：新华社", &["ORG 新华社"]),
        ("深圳、云上谷雨、启明星辰与广州、澄岭湾、杭州。", &["GPE 深圳", "ORG 启明星辰", "GPE 广州", "GPE 杭州"]),
        ("形成海淀园、通州园的布局。", &["FAC 海淀园", "FAC 通州园"]),
        ("党的二十大报告提出，深入学习党的二十大精神。", &["WORK 党的二十大报告", "EVENT 党的二十大"]),
        ("第四届国际工业信息安全应急大会在北京召开。", &["EVENT 第四届国际工业信息安全应急大会", "GPE 北京"]),
        ("工信部发布《数据安全管理办法（试行）》。", &["ORG 工信部", "WORK 《数据安全管理办法（试行）》"]),
        ("漏洞编号为CVE-2024-21762。", &["VULN CVE-2024-21762"]),
        ("美联储主席杰罗姆·鲍威尔出席会议，鲍威尔表示通胀缓解。", &["ORG 美联储", "PERSON 杰罗姆·鲍威尔", "PERSON 鲍威尔"]),
        ("北京网藤科技有限公司获奖。", &["ORG 北京网藤科技有限公司"]),
        ("园区企业江苏极元信息技术有限公司、译筑信息科技（上海）有限公司入选。", &["ORG 江苏极元信息技术有限公司", "ORG 译筑信息科技（上海）有限公司"]),
        ("该路由器是中国飞腾达（Fetenda）公司的产品，Fetenda还对华为、中兴断供。", &["GPE 中国", "ORG 飞腾达", "ORG Fetenda", "ORG Fetenda", "ORG 华为", "ORG 中兴"]),
        ("移动安全厂商Approv的首席执行官表示，Approv将修复。", &["ORG Approv", "ORG Approv"]),
        ("Rydox是一家位于美国的科技公司，Zservers 公司否认。", &["ORG Rydox", "GPE 美国", "ORG Zservers 公司"]),
        ("Kraken勒索软件组织与FIN13有关，“方程式”组织已解散。", &["ORG Kraken", "ORG FIN13", "ORG “方程式”组织"]),
        ("苹果公司表示，苹果将修复漏洞。", &["ORG 苹果公司", "ORG 苹果"]),
        ("市网信办、市商务局参加。", &["ORG 市网信办", "ORG 市商务局"]),
        ("欧盟和英国外交联邦与发展办公室发布声明。", &["GPE 欧盟", "ORG 英国外交联邦与发展办公室"]),
        ("攻击者在GitHub上传，GitHub 表示已删除。", &["PRODUCT GitHub", "ORG GitHub"]),
        ("Rydox恶意软件感染Windows，Rydox还能窃密。", &["PRODUCT Rydox", "PRODUCT Windows", "PRODUCT Rydox"]),
        ("NETGEAR RAX30命令注入漏洞", &["PRODUCT NETGEAR RAX30"]),
        // What is said before or behind a Latin name.
        ("团队使用开源工具Recollor，餐厅平台“SevenTables”遭袭，Xkeyview系统上线。", &["PRODUCT Recollor", "PRODUCT SevenTables", "PRODUCT Xkeyview"]),
        ("采用 ORM 框架和SCADA系统，网络安全平台 Sonitor报道称。", &[]),
        (
            "DeepSeek-V3与Claude-3.5-Sonnet、DeepSeek-based模型，NetScaler Console实例，Linux Kernel。",
            &["PRODUCT DeepSeek-V3", "PRODUCT Claude-3.5-Sonnet", "PRODUCT DeepSeek", "PRODUCT NetScaler Console", "PRODUCT Linux Kernel"],
        ),
        ("CVE-2024-43572 Microsoft Management Console 远程代码执行漏洞", &["VULN CVE-2024-43572", "PRODUCT Microsoft Management Console"]),
        // An abbreviation behind an organisation, and the character of its country before it.
        ("电子档案信息中心（EDIC）起诉，食品和毒品管理局（FDMA）批准。", &["ORG 电子档案信息中心", "ORG EDIC", "ORG 食品和毒品管理局", "ORG FDMA"]),
        ("法国国家档案和健康产品安全局（ANSX）与美国退休教师协会（AARX）。", &["ORG 法国国家档案和健康产品安全局", "ORG ANSX", "ORG 美国退休教师协会", "ORG AARX"]),
        ("建立安全运营中心（SOC），依靠开源情报（OSINT）和威胁情报平台（TIP）。", &[]),
        ("据美财政部消息，美国防部宣布，韩国防部否认；美国防部长没有出席，27 日公安部发布。", &["ORG 美财政部", "ORG 美国防部", "ORG 韩国防部", "ORG 公安部"]),
        // What a company offers, with its name in front.
        ("部署奇安信移动终端安全保密系统和深信服大模型安全审计平台。", &["PRODUCT 奇安信移动终端安全保密系统", "PRODUCT 深信服大模型安全审计平台"]),
        ("微软操作系统、百度旗下直播平台出错，腾讯云安全解决方案专家到场，深信服有关系统正常。", &["ORG 微软", "ORG 百度", "ORG 腾讯云", "ORG 深信服"]),
        // The year of an edition behind its name, but not a date.
        ("腾讯数字乐园大会 2024 召开，云栖大会2024开幕，云栖大会 2024年9月举行。", &["EVENT 腾讯数字乐园大会 2024", "EVENT 云栖大会2024", "EVENT 云栖大会"]),
        // Words of general use behind a product, and behind its maker.
        (
            "团队依赖Photoshop Sketch和Azure Data Watcher，修补SolarWinds Web Ticket Desk。",
            &["PRODUCT Photoshop Sketch", "PRODUCT Azure Data Watcher", "PRODUCT SolarWinds Web Ticket Desk"],
        ),
        ("参加Photoshop Bug Bounty计划，调用Azure API，设置Android Telegram。", &["PRODUCT Photoshop", "PRODUCT Azure", "PRODUCT Android", "PRODUCT Telegram"]),
        ("SolarWinds Bug Bounty与SolarWinds CDN，SolarWinds CEO Peter Miller没有出席。", &["ORG SolarWinds", "ORG SolarWinds", "ORG SolarWinds", "PERSON Peter Miller"]),
        ("This is how Azure Data Watcher works 的中文说明见附录。", &["PRODUCT Azure"]),
        ("IBM FooSphere Broker服务器存在缺陷，升级到IBM FooSphere Broker。", &["PRODUCT IBM FooSphere Broker", "PRODUCT IBM FooSphere Broker"]),
        ("部署阿里云WAF，Android VPN 应用程序。", &["PRODUCT 阿里云WAF", "PRODUCT Android"]),
        ("sudo apt install mysql-server && systemctl start redis", &[]),
        ("订阅欺诈用的Happy SDK和Peppix RAT。", &["PRODUCT Happy SDK", "PRODUCT Peppix RAT"]),
        ("支持Windows/Linux/MacOS，位于src/linux/include。", &["PRODUCT Windows", "PRODUCT Linux", "PRODUCT MacOS"]),
        ("兼容安卓/iOS/鸿蒙等系统。", &["PRODUCT 安卓", "PRODUCT iOS", "PRODUCT 鸿蒙"]),
        ("影响Microsoft Office 2019，Microsoft Office 2019 年更新。", &["PRODUCT Microsoft Office 2019", "PRODUCT Microsoft Office"]),
        ("基于Node.js和.NET开发，不是VB.NETX。", &["PRODUCT Node.js", "PRODUCT .NET"]),
        ("键值SOFTWARE\\Microsoft\\Foo，Mozilla/5.0", &[]),
        ("亲乌黑客组织KX017入侵了网站，美团SRC致谢。", &["ORG KX017", "ORG 美团SRC"]),
        // What a sentence introduces, or in what a company's flaw is.
        ("kwindle 是一款桌面工具，kwindle支持插件。", &["PRODUCT kwindle", "PRODUCT kwindle"]),
        ("nebulark工具是一款扫描器，目前Nebul是一款。", &["PRODUCT nebulark", "PRODUCT Nebul"]),
        ("公司推出了“云鉴攻击面梳理工具”，建立了“防封堵平台”。", &["PRODUCT 云鉴攻击面梳理工具"]),
        ("请用钉钉登录，钉钉发布新版，Zoom紧急修复了缺陷，伪造Google 日历邮件。", &["PRODUCT 钉钉", "ORG 钉钉", "ORG Zoom", "PRODUCT Google 日历"]),
        ("4nebulark 是一款托管工具。", &[]),
        ("该网关是一款新产品，智能网关是一款设备。", &[]),
        ("威努特主机防护系统是一款软件。\n威努特官网是一款。", &["PRODUCT 威努特主机防护系统", "ORG 威努特"]),
        ("部署【深信服终端安全检测平台CWXP】和绿盟科技自动化渗透测试工具。", &["PRODUCT 深信服终端安全检测平台CWXP", "PRODUCT 绿盟科技自动化渗透测试工具"]),
        ("OpenAI所追求的目标，正如Rapid7所解释的，中国科学院软件研究所发文。", &["ORG OpenAI", "ORG Rapid7", "ORG 中国科学院软件研究所"]),
        ("北京天御云图科技有限公司开发中心存在越权漏洞。", &["ORG 北京天御云图科技有限公司"]),
        ("来自佐治亚理工学院、德国国际大学的研究人员和洛杉矶联合学区。", &["ORG 佐治亚理工学院", "ORG 德国国际大学", "ORG 洛杉矶联合学区"]),
        ("中心联合国内企业，向欧洲经济区传输，联合国通过了决议。", &["LOC 欧洲经济区", "ORG 联合国"]),
        // What a text calls a company before its name is none of the name.
        (
            "日本科技巨头卡西欧公司、英国宽带提供商英国电信集团，油田服务商美国哈里伯顿公司。",
            &["GPE 日本", "ORG 卡西欧公司", "GPE 英国", "ORG 英国电信集团", "GPE 美国", "ORG 哈里伯顿公司"],
        ),
        (
            "美国威胁情报公司 Greynoid 报告，朝鲜国家黑客组织Citrino行动，欧洲汽车制造商协会发文。",
            &["GPE 美国", "ORG Greynoid", "GPE 朝鲜", "ORG Citrino", "ORG 欧洲汽车制造商协会"],
        ),
        ("促使英国的卫生部门宣布，国防部门与工信部门户网站。", &["GPE 英国", "ORG 工信部"]),
        ("杭州云图软件有限公司设备管控平台存在SQL注入漏洞。", &["ORG 杭州云图软件有限公司", "PRODUCT 设备管控平台"]),
        ("杭州云图软件有限公司产品存在争议，未发现漏洞。", &["ORG 杭州云图软件有限公司"]),
        ("印度联邦政府和邦政府表态，凝聚智慧与力量。", &["ORG 印度联邦政府"]),
        ("广东省公安厅刑侦总队涉网犯罪侦查支队支队长周立民到场。", &["ORG 广东省公安厅刑侦总队涉网犯罪侦查支队", "PERSON 周立民"]),
        ("默安科技董事长到场，微软科技寡头。", &["ORG 默安科技", "ORG 微软"]),
        // A company by who heads it.
        ("恒星云图创始人&CEO 王立平表示，恒星云图将扩产；丈云网安董事长李立诚说。", &["ORG 恒星云图", "PERSON 王立平", "ORG 恒星云图", "ORG 丈云网安", "PERSON 李立诚"]),
        ("安全公司创始人王立平，某家居品牌总经理李立诚，这位董事长周立民说。", &["PERSON 王立平", "PERSON 李立诚", "PERSON 周立民"]),
        (
            "天津市人力资源和社会保障局、中国扶贫基金会、浙江省青少年协会发文，中国加入协会。",
            &["ORG 天津市人力资源和社会保障局", "ORG 中国扶贫基金会", "ORG 浙江省青少年协会", "GPE 中国"],
        ),
        ("广州商之讯软件有限公司、泰云企业管理（上海）有限公司入选。", &["ORG 广州商之讯软件有限公司", "ORG 泰云企业管理（上海）有限公司"]),
        ("朝鲜对外部挑战敏感。", &["GPE 朝鲜"]),
        // The short forms of a company named in full.
        ("北京天御云图科技有限公司上市，天御云图科技与天御云图公布，天御公布。", &["ORG 北京天御云图科技有限公司", "ORG 天御云图科技", "ORG 天御云图"]),
        ("中国卫星网络集团有限公司成立，卫星网络升级。", &["ORG 中国卫星网络集团有限公司"]),
        // A name that the text introduces is what the noun behind it says.
        ("攻击者使用名为Voxitool的新型窃密木马，Voxitool还能截屏。", &["PRODUCT Voxitool", "PRODUCT Voxitool"]),
        ("一家名为“Bastiana Secure”的安全公司，一名名叫 Ardo Kuteshi 的男子。", &["ORG Bastiana Secure", "PERSON Ardo Kuteshi"]),
        ("恶意活动使用名为MicroUppd的计划任务，名为Phoenixor的攻击技术，被称为“生成模型”的系统。", &[]),
        ("该团伙与“赎金屋”（RansomHouse）相似，赎金屋否认。", &["ORG 赎金屋", "ORG RansomHouse", "ORG 赎金屋"]),
        ("Akira勒索软件出现变体，Akira勒索软件组织声称负责。", &["PRODUCT Akira", "ORG Akira"]),
        ("有人入主推特后裁员，推特否认此事。警方通过推特回应。", &["ORG 推特", "ORG 推特", "PRODUCT 推特"]),
        ("根据第14028号行政命令，各机构须在一年内完成改造。", &["WORK 第14028号行政命令"]),
        ("总统签署第 41 号总统令《网络事件协调》。", &["WORK 《网络事件协调》"]),
        ("公司通过ISO/IEC 27001认证，符合《安全要求》（GB/T 39204-2022），收录GB2312汉字。", &["WORK ISO/IEC 27001", "WORK 《安全要求》"]),
        ("360数字安全集团宣布，360已捕获组织，360度全景，索要360万美元。", &["ORG 360数字安全集团", "ORG 360"]),
        ("在台湾路由器厂商，1亿个是法国人，支持FortiGate 100%拦截。", &["GPE 台湾", "GPE 法国", "PRODUCT FortiGate"]),
        ("国际标准化组织（ISO）的定义，ISO将更新。", &["ORG 国际标准化组织", "ORG ISO", "ORG ISO"]),
        ("国家信息安全漏洞共享平台（CNVD）收录了CNVD-2024-35258。", &["ORG 国家信息安全漏洞共享平台", "ORG CNVD", "VULN CNVD-2024-35258"]),
    ];
    holds(table, read);
}

#[test]
fn events() {
    let table: &[(&str, &[&str])] = &[
        ("第四届极客少年挑战赛举行。", &["EVENT 第四届极客少年挑战赛"]),
        ("第二届网络空间安全（天津）论坛举行。", &["EVENT 第二届网络空间安全（天津）论坛"]),
        ("会上举办了国家标准发布宣贯会。", &["EVENT 国家标准发布宣贯会"]),
        ("XCon2024将举行，RSAC 4308是展位。", &["EVENT XCon2024", "EVENT RSAC"]),
        ("敏捷安全大会（DSO 2022）将举行，KCTS 2024邀你参加，UTC 2024，FY 2024，ABCSRC2018。", &["EVENT DSO 2022", "EVENT KCTS 2024"]),
        ("DASCTF 2024暑期挑战赛落幕。", &["EVENT DASCTF 2024暑期挑战赛"]),
        ("举办了全国漏洞挖掘挑战赛和全国攻防精英赛。", &["EVENT 全国漏洞挖掘挑战赛", "EVENT 全国攻防精英赛"]),
        ("2023年网络旗帜演习开始。", &["EVENT 2023年网络旗帜演习"]),
        ("参加“长城杯”信息安全铁人三项赛。", &["EVENT “长城杯”信息安全铁人三项赛"]),
        ("第五届极客少年挑战赛启动，现场介绍极客少年挑战赛。", &["EVENT 第五届极客少年挑战赛", "EVENT 极客少年挑战赛"]),
        ("2024年(第十三届)电信行业网络安全年会举办。", &["EVENT 2024年(第十三届)电信行业网络安全年会"]),
        // What is no event of its own.
        ("数据在俄罗斯黑客论坛上出售，火绒官方论坛有说明。", &["GPE 俄罗斯", "ORG 火绒"]),
        ("绿盟科技勇夺“强盾杯”高阶技术专项赛一等奖。", &["ORG 绿盟科技", "EVENT “强盾杯”高阶技术专项赛"]),
        ("成果多次在国际峰会、全球顶级大会展示。", &[]),
        ("第七届大赛由高校承办。", &[]),
        ("他说：“制定应急预案，并定期进行演练”。", &[]),
        ("第七届董事会讨论了论坛。", &[]),
        ("2022年密码应用学术会议召开，工作会议强调纪律。", &["EVENT 2022年密码应用学术会议"]),
    ];
    holds(table, read);
}

#[test]
fn names_that_stand_alone() {
    let table: &[(&str, &[&str])] = &[
        ("插件影响Chrome 和 Edge 用户。", &["PRODUCT Chrome", "PRODUCT Edge"]),
        ("调用Session对象，打开Access和Project。", &[]),
        ("edge_case与Edge-case无关。", &[]),
        ("国会议员表示，国会将讨论。", &["ORG 国会"]),
        ("《网络安全实践指南V2.0》发布，文件为《payload.exe》。", &["WORK 《网络安全实践指南V2.0》"]),
    ];
    holds(table, read);
}

#[test]
fn people() {
    let table: &[(&str, &[&str])] = &[
        ("公司创始人于东来表示，情况有变。", &["PERSON 于东来"]),
        ("公司总裁曾发出声明，局长于是辞职。", &[]),
        ("安全治理分享\n嘉宾：游耀文\n主讲人 | 王雪林", &["PERSON 游耀文", "PERSON 王雪林"]),
        ("某漏洞通告\n胡金叶 2024-08-29 12:00:00\n企业资讯 2024-08-29 12:00:00", &["PERSON 胡金叶"]),
        ("讲师名单如下\n| 蒋 楠 | 某集团 |\n翁 健（暨南大学）\n时 间\n编辑：左右里", &["PERSON 蒋 楠", "PERSON 翁 健", "ORG 暨南大学", "PERSON 左右里"]),
        ("副总工程师汪礼俊出席。", &["PERSON 汪礼俊"]),
        ("王立平副总裁、赖洪波董事长、宁宇轩副总经理到场。", &["PERSON 王立平", "PERSON 赖洪波", "PERSON 宁宇轩"]),
        ("前实习生田文博道歉，中国信息安全测评中心孙立诚处长到场。", &["PERSON 田文博", "ORG 中国信息安全测评中心", "PERSON 孙立诚"]),
        ("战略副总裁Vishnuhotla表示，数据安全处处长魏连，不同学段青少年与5000万大学生参加。", &["PERSON Vishnuhotla", "PERSON 魏连"]),
        // A given name in Latin letters, and who stands beside a person.
        ("演员的名字取自 Dennis Marovik，Sergey Fralov与Ashkan Hosseinpour写道。", &["PERSON Dennis Marovik", "PERSON Sergey Fralov", "PERSON Ashkan Hosseinpour"]),
        ("19. Paul J. Farrow：顾问。St. Louis Posten，Brian Kessler 大学，Eric Hamlin Entra，Marcel LUX。", &["PERSON Paul J. Farrow", "ORG Brian Kessler 大学", "PRODUCT Entra"]),
        ("Dennis Marovik reads English.", &[]),
        ("研究员Bohumil Krejča和Jaromír Hora发现，Hora补充。", &["PERSON Bohumil Krejča", "PERSON Jaromír Hora", "PERSON Hora"]),
        // Behind a title a rare word may begin a name.
        ("执行总裁黄海军就成果作了总结，指挥官简短地回答，书记黄山市人。", &["PERSON 黄海军", "GPE 黄山市"]),
        ("供稿&排版：王晨越、汪亦宁", &["PERSON 王晨越", "PERSON 汪亦宁"]),
        // One Latin name behind what its bearer is.
        ("安全运营负责人Yangerson、高级工程师Kevin揭秘，负责人Coolc到场；CISO Copilotes上线，代表 Sourcelio 的客户。", &["PERSON Yangerson", "PERSON Kevin", "PERSON Coolc"]),
        // Names with the characters of words; two places are nobody.
        ("前官员保罗·希勒、财务官大卫·津瑟曼与苏珊·李特别强调。", &["PERSON 保罗·希勒", "PERSON 大卫·津瑟曼", "PERSON 苏珊·李"]),
        ("亚历山大·伏罗宁被捕，选择小国（如新加坡-伯利兹），专业的方图小姐姐到场。", &["PERSON 亚历山大·伏罗宁", "GPE 新加坡", "GPE 伯利兹"]),
        ("党派人士夸西·克沃腾，路易斯·贝亚克，对约翰逊先生的批评，2027年海泽尔女士百岁。", &["PERSON 夸西·克沃腾", "PERSON 路易斯·贝亚克", "PERSON 约翰逊", "PERSON 海泽尔"]),
        // Behind a title stand surnames that are mostly words, and names that are a county's.
        ("网络空间安全学院院长安国平致辞，研究中心主任石峰等多位专家到场，主任安全意识强。", &["PERSON 安国平", "PERSON 石峰"]),
        // Whom a line is about, that says what he is; a given name that says something, and is a part of a longer name elsewhere.
        (
            "作者简介\n陈启洲，工学博士，讲师。\n葛春阳，山东大学软件学院教授、博导。\n彭雷明 某科技 创始人 & CEO\n随后，该所副所长到场。\n程序，研究员写的。",
            &["PERSON 陈启洲", "PERSON 葛春阳", "ORG 山东大学软件学院", "PERSON 彭雷明"],
        ),
        (
            "Eric说创业很难，“不难，”Thomas补充道。执行官罗布·托马森(Rob Thomas)与Thomas同行。",
            &["PERSON Eric", "PERSON Thomas", "PERSON 罗布·托马森", "PERSON Rob Thomas", "PERSON Thomas"],
        ),
        // As many names as are counted.
        (
            "由白洪明、周亚军、常瑞青三位老师指导，周明、李华两名同学获奖；信用卡、姓名、地址三位数字，教学、科学研究两位一体。",
            &["PERSON 白洪明", "PERSON 周亚军", "PERSON 常瑞青", "PERSON 周明", "PERSON 李华"],
        ),
        ("北京、上海两位专家，张明、李华三位专家。", &["GPE 北京", "GPE 上海"]),
        // The middle of a name masked; the third of a name; the point left out.
        ("被告人翁某涛等15人受审，舒某辉（在逃）、舒某在家，某宇宙公司。", &["PERSON 翁某涛", "PERSON 舒某辉", "PERSON 舒某"]),
        ("海军中将塞缪尔·克伦威尔三世说，三世同堂。据埃隆马斯克发布的消息。", &["PERSON 塞缪尔·克伦威尔三世", "PERSON 埃隆马斯克"]),
        ("以习近平法治思想为指导，习近平总书记指出。", &["PERSON 习近平"]),
        ("德国外交部长安娜莱娜·贝尔纳克访问。", &["ORG 德国外交部", "PERSON 安娜莱娜·贝尔纳克"]),
        ("北京市经济和信息化局副局长毛东军代表主办单位与清华大学签约。", &["ORG 北京市经济和信息化局", "PERSON 毛东军", "ORG 清华大学"]),
    ];
    holds(table, read);
}

#[test]
fn whose_ministry() {
    let named = |text: &str| {
        let article = Article::plain(text, None);
        let mentions = crate::extract::extract(&Context::of(&article));
        mentions.entities.iter().filter(|m| m.value.entity_type == EntityType::Org).map(|m| format!("{}={}", article.text.slice(m.span), m.value.name)).collect()
    };
    let table: &[(&str, &[&str])] = &[
        ("司法部和财政部联合发文。", &["司法部=中华人民共和国司法部", "财政部=中华人民共和国财政部"]),
        ("嫌疑人在美国落网，司法部公布了起诉书。", &["司法部=美国司法部"]),
        ("美司法部与俄外交部表态。", &["美司法部=美国司法部", "俄外交部=俄罗斯外交部"]),
        ("他在美国访问，国务院联防联控机制发布了通知。", &["国务院=中华人民共和国国务院"]),
        ("国防部将采购软件。该战略面向澳大利亚、英国和加拿大，英国先行。", &["国防部=英国国防部"]),
        ("美国通报了情况，国家安全局否认。", &["国家安全局=美国国家安全局"]),
        ("IBM Security与IBM公司发布报告。", &["IBM Security=IBM Security", "IBM公司=IBM"]),
        ("国防部将采购软件。我国与澳大利亚、英国和加拿大交流。", &["国防部=中华人民共和国国防部"]),
    ];
    holds(table, named);
}

#[test]
fn works() {
    let table: &[(&str, &[&str])] = &[
        ("研究发表在《某某科学》期刊上，外媒《某某报》报道。", &["ORG 《某某科学》", "ORG 《某某报》"]),
        (
            "其旗下有《某城新闻报》（Mucheng News）和《某州邮报》，《政府公报》与《2023年年报》不是。",
            &["ORG 《某城新闻报》", "ORG Mucheng News", "ORG 《某州邮报》", "WORK 《政府公报》", "WORK 《2023年年报》"],
        ),
        ("推进密码法治建设，网络安全法规定了义务。", &["WORK 网络安全法"]),
        ("根据2023年勒索软件威胁报告，攻击增加。", &["WORK 2023年勒索软件威胁报告"]),
        ("2024年云端安全状况报告基于对300名主管的调查。", &["WORK 2024年云端安全状况报告"]),
        ("2023年公司发布了报告，2024 年中总结报告。", &[]),
        ("创建了名为“keys.log”的文件，题为“加密流量分析”的主旨报告。", &[]),
        ("《新时代的网络治理建设》发布。附件：新时代的网络治理建设", &["WORK 《新时代的网络治理建设》", "WORK 新时代的网络治理建设"]),
        ("《某省关于互联网案件的规定》《某省关于加强应用的意见》施行。", &["WORK 《某省关于互联网案件的规定》", "WORK 《某省关于加强应用的意见》"]),
        ("某省工业办公室 某省统计局办公室关于加强数据管理的通知", &["WORK 某省工业办公室 某省统计局办公室关于加强数据管理的通知"]),
        ("某市互联网信息办公室关于加强数据管理的通知", &["WORK 关于加强数据管理的通知"]),
    ];
    holds(table, read);
}

#[test]
fn whose_law() {
    use crate::lexicon::Sense;
    let named = |text: &str| {
        let article = Article::plain(text, None);
        let cx = Context::of(&article);
        let state = |m: &EntityMention| match m.value.sense {
            Some(Sense::LawOf(place)) => cx.lexicon.place(place).name,
            Some(Sense::Law(row)) => cx.lexicon.law(row).country,
            _ => "-",
        };
        let mentions = crate::extract::extract(&cx);
        mentions.entities.iter().filter(|m| m.value.entity_type == EntityType::Work).map(|m| format!("{}={}", article.text.slice(m.span), state(m))).collect()
    };
    let table: &[(&str, &[&str])] = &[
        ("《个人信息保护法》施行。", &["《个人信息保护法》=CN"]),
        ("韩国《个人信息保护法》施行，某公司违反《个人信息保护法》。", &["《个人信息保护法》=韩国", "《个人信息保护法》=韩国"]),
        ("日本政府拟修订《个人信息保护法》。", &["《个人信息保护法》=日本"]),
        ("我国《个人信息保护法》与韩国《个人信息保护法》不同。", &["《个人信息保护法》=CN", "《个人信息保护法》=韩国"]),
        ("美国通过了《爱国者法案》，美国反垄断法很严。", &["《爱国者法案》=US", "反垄断法=美国"]),
        ("美国企业违反了《数据安全法》。", &["《数据安全法》=CN"]),
    ];
    holds(table, named);
}

#[test]
fn what_bears_a_name() {
    let table: &[(&str, &[&str])] = &[
        ("这里是墨西哥的拉萨罗·卡德纳斯港，珍·古道尔研究所发表声明。", &["GPE 墨西哥", "FAC 拉萨罗·卡德纳斯港", "ORG 珍·古道尔研究所"]),
        ("乌克兰扎波罗热核电站停电，多个美国机场受影响。", &["GPE 乌克兰", "FAC 扎波罗热核电站", "GPE 美国"]),
        (
            "福岛第一核电站停机，德国拉姆施泰因空军基地、柏林超级工厂、成都青龙场收费站开放。",
            &["FAC 福岛第一核电站", "GPE 德国", "FAC 拉姆施泰因空军基地", "FAC 柏林超级工厂", "FAC 成都青龙场收费站"],
        ),
        ("巴黎奥组委表示，俄勒冈州动物园遭袭。", &["ORG 巴黎奥组委", "FAC 俄勒冈州动物园"]),
        ("ISC.AI学苑开课，ISC.AI将举行。", &["EVENT ISC.AI"]),
    ];
    holds(table, read);
}

#[test]
fn no_names() {
    let table = [
        "有关部门加强监管。",
        "网络安全公司表示，高新技术企业增多。",
        "园区建设加快。",
        "本次大会以创新为主题。",
        "安全厂商认为这是机遇。",
        "推动网络安全人才基地建设。",
        "优化产业布局，统一部署，格局稳定。",
        "上市网络安全公司和国际律师事务所",
        "黑客组织和犯罪团伙",
    ];
    finds_nothing(&table, read);
}
