//! Decides which rules of names there are: their names and manual pages.

use crate::extract::rule::rules;

rules! { "mentions";
    PLACE = "entity.place" {
        "Places of the table.",
        matches "A country, division of China, foreign city, zone or region by any of its names, at the edges of words.",
        yields "GPE or LOC with the table's code. Several in a row (四川成都) are one mention each.",
        not "我国; a name inside a longer name; everyday words that are also places (朝阳, 长安) without their 区, 县 or 市.",
        example "大会在四川成都召开。"
    }
    PLACE_SHORT = "entity.place.short" {
        "Countries, provinces and cities by one character.",
        matches "对华, 在京召开, 赴台; 美英澳联合; 日、韩、澳.",
        yields "GPE with the table's code, one for each character.",
        not "The same characters inside words and inside 川渝地区.",
        example "会议在京召开。"
    }
    PLACE_TOWN = "entity.place.town" {
        "Towns and counties abroad that no table knows.",
        matches "A run of transliteration characters with 市, 县, 镇 or 郡 behind a foreign country or state; without such a word behind 位于 and the country.",
        yields "GPE without a code.",
        not "加州市场; a town without its country or state before it.",
        example "阿肯色州米勒县的网络受到影响。"
    }
    ORGANISATION_KNOWN = "entity.organisation.known" {
        "Organisations of the table.",
        matches "An organisation by any of its names, Chinese or Latin, at the edges of words.",
        yields "ORG with the table's name; a ministry's bare name (司法部) is that of the country which the text is about.",
        not "Latin names inside a longer Latin word; short forms that are everyday words.",
        example "工信部日前发布通知。"
    }
    ORGANISATION_MEANT = "entity.organisation.meant" {
        "Organisations of the table whose name has other readings, where the organisation is meant.",
        matches "Such a name where the article has a longer one of the same organisation, in a list with a known one, or before 公司, CEO, 宣布 and the like; an everyday word needs two of these.",
        yields "ORG with the table's name, here and elsewhere in the article.",
        not "苹果 the fruit; 移动 in 移动应用.",
        example "360公司表示，360将修复漏洞。"
    }
    ORGANISATION_LEGAL = "entity.organisation.legal" {
        "Companies named in full.",
        matches "A name that ends in 有限公司, 股份有限公司, 有限责任公司 or another legal form.",
        yields "ORG from behind the last mark, function word or verb, or from the place that heads the name.",
        not "Legal forms with nothing but a place and a trade before them.",
        example "园区企业北京网藤科技有限公司获奖。"
    }
    ORGANISATION_ABBREVIATED = "entity.organisation.abbreviated" {
        "Organisations with their abbreviation behind them.",
        matches "Nouns that end in an organisation's suffix, straight before Latin capitals in brackets (电子隐私信息中心（EPIC）).",
        yields "ORG, from the place, the organisation or the first noun before the suffix.",
        not "Kinds of bodies (安全运营中心（SOC）); what describes the body before its name.",
        example "电子隐私信息中心（EPIC）提起诉讼。"
    }
    ORGANISATION_UNIT = "entity.organisation.unit" {
        "Parts of organisations with a name of their own.",
        matches "An organisation with the name of its laboratory, institute, department or branch straight behind it (奇安信集团羲和实验室, 360集团信息安全部, Google Threat Analysis Group); a police authority with its division (公安局刑侦支队).",
        yields "ORG, the whole as one name.",
        not "Teams and what describes a part without naming it (内部实验室, 联合实验室); License Center.",
        example "奇安信集团羲和实验室监测到攻击。"
    }
    ORGANISATION_ENUMERATED = "entity.organisation.enumerated" {
        "Organisations that only the names beside them in an enumeration tell.",
        matches "An item between two organisations of an enumeration with 、 (北信源、某某华泰、安博通), or within one of which half of the others are organisations.",
        yields "ORG, the item as it stands.",
        not "The first item; kinds of bodies (商业银行), places, products, persons.",
        example "参与者有奇安信、云上谷雨、启明星辰等。"
    }
    ORGANISATION_OFFICE = "entity.organisation.office" {
        "Companies by who heads them.",
        matches "Two to eight Chinese characters between a mark and 创始人, 董事长, CEO or another office of a company, behind which a person is named.",
        yields "ORG, here and elsewhere in the article.",
        not "Kinds of companies (安全公司创始人), function words, one word of the word list.",
        example "恒星云图创始人王立平表示，市场仍在增长。"
    }
    ORGANISATION_LATIN = "entity.organisation.latin" {
        "Organisations with a Latin name, by the words around.",
        matches "Latin words with capitals behind 公司, 厂商, 提供商 and the like, before 公司, an office (首席执行官, 发言人) or 是一家…公司, or with Inc., GmbH and the like; a Chinese name between a country and such a name in brackets (中国腾达（Tenda）公司).",
        yields "ORG, here and elsewhere in the article.",
        not "Names before 表示 alone (surnames say things, too); words of general use.",
        example "移动安全厂商Approv的首席执行官表示，攻击增多。"
    }
    ORGANISATION_GROUP = "entity.organisation.group" {
        "Groups of attackers.",
        matches "A Latin or quoted name before 勒索软件组织, 黑客组织, 犯罪团伙 and the like, a Latin one also behind them; designations of researchers (FIN13, UNC4841, APT-C-36).",
        yields "ORG: the name without what the group does; 组织 alone belongs to it.",
        not "朝鲜黑客组织 (a country and a kind).",
        example "Kraken勒索软件组织攻击了医院。"
    }
    ORGANISATION_SOURCE = "entity.organisation.source" {
        "Outlets that a line names as its source.",
        matches "What stands alone behind 来源：, 资讯来源：, 转自： and the like, in brackets or on its line.",
        yields "ORG, the whole of it; a name of the table is the table's.",
        not "图片来源, 情报来源; 网络, 官网, 综合 and the like.",
        example "毛利率高于去年。（来源：云车情报站）"
    }
    ORGANISATION_STRUCTURE = "entity.organisation.structure" {
        "Organisations by structure: a place or name, nouns, and a suffix.",
        matches "Words that end in an organisation's suffix (局, 委员会, 大学, 有限公司 …) and hold something proper: a place, a known name, a word that no list holds.",
        yields "ORG from the first proper word to the suffix.",
        not "有关部门, 网络安全公司, 行业协会.",
        example "大会由北京市大兴区商务局指导。"
    }
    PERSON_KNOWN = "entity.person.known" {
        "People of the table.",
        matches "A widely known person by the bare name, Chinese or Latin, at the edges of words.",
        yields "PERSON with the table's name.",
        not "Surnames that many bear; names that are also words.",
        example "特朗普签署行政令。"
    }
    PERSON_TITLE = "entity.person.title" {
        "People named with a title.",
        matches "A surname with one or two characters next to a title (局长翟刚, 尹浩院士), a transliterated or Latin name there, or a name that heads a line saying what its bearer is (陈启洲，工学博士).",
        yields "PERSON without the title.",
        not "Words of the general list (高新, 安全) behind a surname's character.",
        example "四川省经济和信息化厅厅长翟刚表示，园区将加快建设。"
    }
    PERSON_SPEECH = "entity.person.speech" {
        "People who say something.",
        matches "A name at the start of a clause, or a given name in Latin letters, before 表示, 指出, 认为, 介绍, 强调 and the like.",
        yields "PERSON.",
        not "Nouns that begin with a surname's character.",
        example "贺敬川在致辞中表示，要夯实产业根基。"
    }
    PERSON_GIVEN = "entity.person.given" {
        "People by their given names in Latin letters.",
        matches "Two to four Latin words of which the first is a given name (David Mayer), in a Chinese sentence.",
        yields "PERSON.",
        not "Given names that are words or brands as often; names before a word for a body, a prize or a building (Simon Fraser 大学).",
        example "演员的名字取自 David Mayer。"
    }
    PERSON_LISTED = "entity.person.listed" {
        "People in Latin letters beside others.",
        matches "Two to four Latin words behind a person and 、, 和 or 与.",
        yields "PERSON.",
        not "A single word; words of general use.",
        example "研究员Cédric Pernet和Ashkan Hosseinpour发现了漏洞。"
    }
    PERSON_FOREIGN = "entity.person.foreign" {
        "Foreign names in Chinese characters, with the dot between their parts.",
        matches "Runs of transliteration characters joined by ·.",
        yields "PERSON; its last part alone is a mention later in the article.",
        not "Lists joined by · and titles such as 专题·产业.",
        example "美联储主席杰罗姆·鲍威尔出席会议。"
    }
    PERSON_AGAIN = "entity.person.again" {
        "People whom the article has named before.",
        matches "A name, or the last part of a foreign one, that has stood with a title or a verb of saying elsewhere in the article.",
        yields "PERSON.",
        not "A part that is also a word of the general list.",
        example "厅长翟刚出席会议。园区的发展离不开翟刚的推动。"
    }
    NAMED_AGAIN = "entity.again" {
        "Names that the words around have shown to be names elsewhere in the article.",
        matches "A Latin company, a group, a product, or a name with several readings that stands with its evidence elsewhere in the article; the short forms of a company named in full (北京天御云安科技有限公司, then 天御云安).",
        yields "What it names there.",
        not "A part of a longer Latin word.",
        example "移动安全厂商Approv发布报告。报告由Approv撰写。"
    }
    NAMED_HEAD = "entity.again.head" {
        "Organisations by the first word of their name.",
        matches "The first word of a Latin name of two words or more that the article gives an organisation (Euler Finance, then Euler), or what stands before 集团, 科技 or another trade, if it is no word (默安科技, then 默安).",
        yields "What the whole name names.",
        not "Words of general use (Cloud, 水滴); given names; a part of another Latin name.",
        example "安全公司Oaxis Security发布报告，Oaxis表示漏洞已修复。"
    }
    WORK_TITLE = "entity.work.title_marks" {
        "Works in title marks.",
        matches "《…》 with nested marks, years and editions inside them.",
        yields "WORK with its marks; ORG where the table knows a periodical by the name, or the words beside it say so (期刊《…》, 发表在《…》上). Whole between edges the title is found without its marks, too.",
        not "Marks without an end on their line; more than 100 characters.",
        example "工信部发布《数据安全管理办法（试行）》。"
    }
    WORK_REPORT = "entity.work.congress_report" {
        "Reports of Party congresses.",
        matches "党的二十大报告, 十九大报告.",
        yields "WORK.",
        not "党的二十大 (an event).",
        example "党的二十大报告提出，要建设现代化产业体系。"
    }
    WORK_LAW = "entity.work.law" {
        "Laws, regulations and treaties of the table, without title marks.",
        matches "网络安全法, 个人信息保护法, GDPR, RCEP协定, at the edges of words.",
        yields "WORK with the table's name.",
        not "法律, 刑法学.",
        example "违反网络安全法的，依法处罚。"
    }
    WORK_DOCUMENT = "entity.work.document" {
        "Documents without title marks.",
        matches "关于…的通知 (公告, 意见, 函 …) on its own line or behind its issuer; 2023年…报告 behind an issuer or 据; 政府工作报告; 题为“…”的报告.",
        yields "WORK.",
        not "关于 as a preposition (关于这个问题的意见 inside a sentence).",
        example "关于印发《数据安全管理办法》的通知"
    }
    WORK_PERIODICAL = "entity.work.periodical" {
        "The periodical whose issue an article is.",
        matches "A title that begins with a name in 周报, 早报, 月报 and the like, before a mark or the number of the issue.",
        yields "WORK; 2024年第33期 belongs to it.",
        not "Newspapers that are cited (日报 behind 据).",
        example "工业安全周报2024年第3期"
    }
    EVENT_KNOWN = "entity.event.known" {
        "Events of the table.",
        matches "A recurring conference, fair or competition, or a war, by its fixed name, with the year or number before it.",
        yields "EVENT with the table's name; with a year or number, as written.",
        not "Names that are also words.",
        example "研究人员将在黑帽大会上演示。"
    }
    EVENT_STRUCTURE = "entity.event.structure" {
        "Conferences, forums and competitions by structure.",
        matches "Words that end in 大会, 论坛, 峰会, 大赛 … and hold a number (第四届), a year, a place, an organisation, a quoted name, or stand in a list of such; a word in capitals, or one that ends in Con or CTF, with its year (ISC 2023).",
        yields "EVENT from the number or first proper word to the suffix.",
        not "本次大会, 相关论坛.",
        example "第四届国际工业信息安全应急大会在北京召开。"
    }
    EVENT_CONGRESS = "entity.event.congress" {
        "Party congresses and sessions of the two assemblies.",
        matches "党的二十大, 党的“十八大”, 十四届全国人大一次会议, 全国两会.",
        yields "EVENT.",
        not "二十大报告.",
        example "深入学习贯彻党的二十大精神。"
    }
    FACILITY = "entity.facility" {
        "Parks, bases and buildings with a name of their own.",
        matches "Words that end in 产业园区, 产业园, 大厦, 基地 … and hold a place or a proper word, with a place in brackets behind; 海淀园.",
        yields "FAC.",
        not "园区, 产业基地 alone.",
        example "国家网络安全产业园区（长沙）于2020年6月揭牌。"
    }
    PRODUCT_KNOWN = "entity.product.known" {
        "Products, services, devices and malware of the table.",
        matches "A product by any of its names, at the edges of words, with the number or name of a model behind it, or the Latin words that end its name (Photoshop Express). A name that also means other things only where the text calls it a product.",
        yields "PRODUCT with the table's name; with a model behind it, as written.",
        not "Parts of paths and symbols; names that stand for the company (微软).",
        example "攻击者利用Windows系统中的漏洞。"
    }
    PRODUCT_CALLED = "entity.product.called" {
        "Latin names that the text calls a product.",
        matches "Latin words before 勒索软件, 恶意软件, 木马, 浏览器, 平台 and the like, behind 工具, 框架, 插件 and the like, before a kind of flaw (命令注入漏洞), or before 是一款; a company of the table with words behind it (SolarWinds Web Help Desk).",
        yields "PRODUCT: the Latin name, here and elsewhere in the article.",
        not "Latin words of general use (APT, DDoS, Web); 勒索软件组织 (the group).",
        example "研究人员发现了WhiskerSpy恶意软件。"
    }
    PRODUCT_ENUMERATED = "entity.product.enumerated" {
        "Products that only the names beside them in an enumeration tell.",
        matches "Latin words between two products of an enumeration with 、 (Chrome、Quillder、Firefox), or within one of which half of the others are products; behind 和 at its end.",
        yields "PRODUCT, the item as it stands.",
        not "Words in capitals (SSH); words of general use; the first item.",
        example "支持Windows、Bluvane和Android三个系统。"
    }
    PRODUCT_INTRODUCED = "entity.product.introduced" {
        "Products that a sentence introduces.",
        matches "A Latin name, or one that a known maker or product heads, at the head of a sentence before 是一款 or ：一款; what stands in quotes behind 推出, 发布 and the like and ends in 平台, 系统 and the like; what stands between a company's full name and 存在…漏洞, where it holds Latin letters or ends in 系统, 平台 and the like.",
        yields "PRODUCT, here and elsewhere in the article.",
        not "Chinese names that nothing known heads; the kind behind a Latin name (jscythe工具); 程序, 组件, 产品.",
        example "银河麒麟桌面操作系统是一款国产操作系统。"
    }
    PRODUCT_OFFERED = "entity.product.offered" {
        "What a company offers, with its name in front.",
        matches "A company straight before nouns that end in 平台, 系统, 网关, 防火墙, 解决方案 and the like, with two words or more that say what it is for (奇安信移动终端安全管理系统).",
        yields "PRODUCT, with the company; without it behind a full form that ends in 公司.",
        not "What is said of anybody's (微软操作系统, 旗下客户支持系统); those who work at it (解决方案专家).",
        example "奇安信移动终端安全管理系统已经发布。"
    }
    WORK_STANDARD = "entity.work.standard" {
        "Standards and orders of a president by their number.",
        matches "GB/T 35273-2020, GB 44495—2024, ISO/IEC 27001, JR/T 0071, 第14028号行政令, where it stands by itself.",
        yields "WORK.",
        not "A number beside the standard's title, RFCs, encodings (GB2312, ISO 8601).",
        example "公司通过ISO/IEC 27001认证。"
    }
    NAMED_AS = "entity.named_as" {
        "Names that the text introduces as such.",
        matches "A Latin name, or a Chinese one in quotes, between 名为, 名叫, 称为 and 的, where the noun behind says what it is (木马, 平台, 团伙, 公司, 男子).",
        yields "PRODUCT, ORG or PERSON by that noun, here and elsewhere in the article.",
        not "Files, accounts, functions, techniques, flaws and campaigns; words of general use.",
        example "攻击者使用了一种名为Voxitool的新型窃密木马。"
    }
    VULNERABILITY = "entity.vulnerability" {
        "Vulnerabilities by their number.",
        matches "CVE, CNVD, CNNVD, GHSA, MS and ZDI numbers.",
        yields "VULN.",
        not "A number without its scheme.",
        example "漏洞编号为CVE-2024-21762。"
    }
    ALIAS = "entity.alias" {
        "Short names that the article defines, from where it defines them.",
        matches "The short name of a definition (以下简称“高峰论坛”, CISA in brackets behind the full name), later in the text.",
        yields "A mention of what the full name names.",
        not "A short name before its definition.",
        example "北京市大兴区产业发展研究院（以下简称研究院）发布周报。研究院收录漏洞。"
    }
    ALIAS_GLOSS = "entity.alias.gloss" {
        "Names that the text gives in Chinese and, in brackets behind that, in Latin letters.",
        matches "A Chinese name in quotes straight before brackets that hold a Latin name of an organisation or product: “彩虹鬣狗”（Rainbow Hyena）; Latin words with capitals in brackets straight behind a Chinese name of an organisation, place, event or work: 西班牙桑坦德银行（Banco Santander）.",
        yields "A mention of what the other form names, here and elsewhere in the article; a name that is a part of the Latin form is none there.",
        not "Terms whose Latin form names nothing: “零点击”（Zero Click）; the name of something else: 微软（Teams）.",
        example "攻击来自“彩虹鬣狗”（Rainbow Hyena）黑客组织。"
    }
    ALIAS_STATED = "alias.stated" {
        "Aliases that the text states.",
        matches "NAME（以下简称“X”）, NAME（简称X）, NAME，又称X.",
        yields "The alias with its full name.",
        not "简称 without a name before it.",
        example "2023年中国网络和数据安全产业高峰论坛（以下简称“高峰论坛”）召开。"
    }
    ALIAS_BRACKET = "alias.bracket" {
        "Short or foreign names in brackets behind a name.",
        matches "A Latin name or abbreviation in brackets straight behind a name or term, used by itself elsewhere or an abbreviation in capitals.",
        yields "The alias with the name or term before the bracket.",
        not "Stock codes, years, explanations.",
        example "美国网络安全和基础设施安全局（CISA）发布公告。"
    }
}
